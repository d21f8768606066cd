package org.polyad.spark.ml;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * A model that a stage names by its folder. Its columns are read each time, since the folder may have got another model; its factors only
 * where it has.
 */
final class SavedModel {
    private String path;
    private StageFiles.Stamp stamp;
    private GeneralizedCPModel model;

    /** The columns, from the files that have no factors. */
    static ModelColumns columns(String path) {
        try {
            return StageFiles.columns(new Path(path), conf());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The model, as it is in the folder now. */
    synchronized GeneralizedCPModel model(String at) {
        try {
            StageFiles.Stamp now = StageFiles.stamp(new Path(at), conf());
            if (!at.equals(path) || !now.equals(stamp)) {
                model = GeneralizedCPModel.load(at);
                path = at;
                stamp = now;
            }
            return model;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Configuration conf() {
        return SparkSession.active().sparkContext().hadoopConfiguration();
    }
}
