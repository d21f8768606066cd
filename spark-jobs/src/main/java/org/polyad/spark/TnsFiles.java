package org.polyad.spark;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.spark.api.java.JavaNewHadoopRDD;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.polyad.InvalidInputException;
import org.polyad.tensor.TnsFormat;
import org.polyad.tensor.TnsReader;
import scala.Tuple2;

/** Reads .tns files in parallel, where they lie; order is that of the files' names, then of the lines. */
final class TnsFiles {
    /** Files up to a tebibyte keep their place among the others. */
    private static final int OFFSET_BITS = 40;

    private final JavaSparkContext context;
    private final Configuration conf;
    private final List<Path> files;
    private final TnsFormat format;
    private final boolean skip;

    private TnsFiles(JavaSparkContext context, Configuration conf, List<Path> files, TnsFormat given, boolean skip)
            throws IOException {
        this.context = context;
        this.conf = conf;
        this.files = files;
        this.skip = skip;
        this.format = given.order() > 0 ? given : given.withOrder(orderOfFirstLine(given));
    }

    /** The files that a text names, as {@link FileListing} has it; a path without a scheme is Hadoop's default file system's. */
    static List<Path> list(JavaSparkContext context, String text) {
        try {
            return FileListing.of(text, context.hadoopConfiguration(), Path::new).stream()
                    .map(found -> found.file().getPath())
                    .toList();
        } catch (IOException e) {
            throw unread(text, e);
        }
    }

    private static InvalidInputException unread(Object what, IOException e) {
        return new InvalidInputException("cannot read " + what + ": " + e.getMessage(), e);
    }

    /** @param skipped takes the number of bad lines and what is wrong with the first ten; null: a bad line is an error */
    static DistributedTensor read(
            JavaSparkContext context,
            List<Path> files,
            TnsFormat format,
            TensorOptions options,
            BiConsumer<Long, List<String>> skipped) {
        Configuration conf = TextSplits.configuration(context.hadoopConfiguration());
        try {
            TnsFormat shaped = format.withShape(options.shape());
            TnsFiles input = new TnsFiles(context, conf, files, shaped, skipped != null);
            DistributedTensor tensor = input.tensor(options);
            if (skipped != null) {
                SkippedLines.report(context, input.files, input.format, skipped);
            }
            return tensor;
        } catch (IOException e) {
            throw unread(shown(files.get(0)), e);
        }
    }

    private DistributedTensor tensor(TensorOptions options) throws IOException {
        JavaNewHadoopRDD<LongWritable, Text> lines = TextSplits.lines(context, files, 0);
        int targets = DistributedTensor.targets(lines.values(), options);
        try {
            return DistributedTensor.merged(
                    JavaPairRDD.fromJavaRDD(scattered(lines, targets)), format.order(), targets, options);
        } catch (LineException e) {
            findLine(e.file());
            throw e;
        }
    }

    private JavaRDD<Tuple2<Integer, EntryBatch>> scattered(JavaNewHadoopRDD<LongWritable, Text> lines, int targets) {
        List<String> names = files.stream().map(Path::toString).toList();
        TnsFormat known = format;
        boolean leaveOut = skip;
        return lines.mapPartitionsWithInputSplit(
                (split, range) -> {
                    FileSplit part = (FileSplit) split;
                    String file = part.getPath().toString();
                    long origin = ((long) names.indexOf(file) << OFFSET_BITS) + part.getStart();
                    TnsEntries entries = new TnsEntries(range, file, known, leaveOut);
                    return new Scatter(entries, known.order(), origin, targets, Merge.byHash(targets));
                },
                false);
    }

    /** Reads the file again, here and from its beginning, up to its first bad line. */
    private void findLine(String file) throws IOException {
        Path path = new Path(file);
        try (InputStream in = open(path, conf)) {
            new TnsReader(format, false).read(in, shown(path), (line, subscript, value, weight) -> {});
        }
    }

    private int orderOfFirstLine(TnsFormat given) throws IOException {
        for (Path file : files) {
            try (InputStream in = open(file, conf)) {
                new TnsReader(given, skip).read(in, shown(file), (line, subscript, value, weight) -> {
                    throw new Found(subscript.length);
                });
            } catch (Found found) {
                return found.order;
            }
        }
        throw new InvalidInputException("a tensor needs at least one entry, found none");
    }

    /** Ends the reading at the first line. */
    private static final class Found extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int order;

        Found(int order) {
            super(null, null, false, false);
            this.order = order;
        }
    }

    static InputStream open(Path file, Configuration conf) throws IOException {
        InputStream raw = file.getFileSystem(conf).open(file);
        CompressionCodec codec = new CompressionCodecFactory(conf).getCodec(file);
        return codec == null ? raw : codec.createInputStream(raw);
    }

    static String shown(Path file) {
        return "file".equals(file.toUri().getScheme()) ? file.toUri().getPath() : file.toString();
    }
}
