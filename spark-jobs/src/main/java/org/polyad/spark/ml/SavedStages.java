package org.polyad.spark.ml;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.polyad.files.FileSystems;

/** Stages of any kind as folders: Spark's metadata, and whatever files a model has. */
public final class SavedStages {
    private SavedStages() {}

    /** Writes what a stage has beside its params. */
    @FunctionalInterface
    public interface Content {
        void write(Path folder, Configuration conf) throws IOException;
    }

    /** Makes a stage from what stands in its folder. */
    @FunctionalInterface
    public interface Maker<T> {
        T make(String uid, Path folder, Configuration conf) throws IOException;
    }

    /** @param content makes the folder; null: the stage has nothing but its params */
    public static MLWriter writer(Params stage, Content content) {
        return new Writer(stage, content);
    }

    public static <T extends Params> MLReader<T> reader(Class<T> type, Maker<T> maker) {
        return new StageFiles.Reader<>(type, (uid, folder, metadata) -> maker.make(uid, folder, metadata.conf()));
    }

    private static final class Writer extends MLWriter {
        private final Params stage;
        private final Content content;

        Writer(Params stage, Content content) {
            this.stage = stage;
            this.content = content;
        }

        @Override
        public void saveImpl(String path) {
            Configuration conf = sparkSession().sparkContext().hadoopConfiguration();
            Path folder = new Path(path);
            try {
                if (content != null) {
                    content.write(folder, conf);
                }
                FileSystem files = FileSystems.of(folder, conf);
                try (OutputStream out = files.create(new Path(folder, StageFiles.LINE), false)) {
                    out.write(new ObjectMapper()
                            .writeValueAsBytes(
                                    StageFiles.metadata(stage, sparkSession().version())));
                    out.write('\n');
                }
                files.create(new Path(folder, "metadata/_SUCCESS"), false).close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
