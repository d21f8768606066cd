package org.polyad.spark;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;
import org.apache.spark.api.java.JavaNewHadoopRDD;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The lines of text files, in splits, where they lie. A line ends at LF, CR LF or CR; a byte-order mark at the beginning of a file is
 * left out. The files are taken as they are named: no character of a name is special.
 */
public final class TextSplits extends TextInputFormat {
    private static final String FILES = "polyad.files";

    /**
     * The lines with their places in the files; each partition is an {@code org.apache.hadoop.mapreduce.lib.input.FileSplit}.
     *
     * @param largest bytes of a split; 0: as the file system's blocks are
     */
    public static JavaNewHadoopRDD<LongWritable, Text> lines(JavaSparkContext context, List<Path> files, long largest) {
        Configuration conf = configuration(context.hadoopConfiguration());
        conf.setStrings(FILES, files.stream().map(TextSplits::written).toArray(String[]::new));
        if (largest > 0) {
            conf.setLong(FileInputFormat.SPLIT_MAXSIZE, largest);
        }
        return (JavaNewHadoopRDD<LongWritable, Text>)
                context.newAPIHadoopRDD(conf, TextSplits.class, LongWritable.class, Text.class);
    }

    /** Reads what we read everywhere: .zst, and local files whatever they are called. */
    static Configuration configuration(Configuration cluster) {
        Configuration conf = new Configuration(cluster);
        ZstdCodec.register(conf);
        LocalFiles.register(conf);
        return conf;
    }

    /** A comma parts names in a configuration. */
    private static String written(Path file) {
        return file.toUri().toString().replace(",", "%2C");
    }

    @Override
    protected List<FileStatus> listStatus(JobContext job) throws IOException {
        Configuration conf = job.getConfiguration();
        List<FileStatus> files = new ArrayList<>();
        for (String file : conf.getStrings(FILES)) {
            Path path = new Path(URI.create(file));
            files.add(path.getFileSystem(conf).getFileStatus(path));
        }
        return files;
    }
}
