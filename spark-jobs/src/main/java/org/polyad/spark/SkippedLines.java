package org.polyad.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.polyad.tensor.TnsFormat;
import org.polyad.tensor.TnsReader;

/** The bad lines of one .tns file: how many, and what is wrong with the first. */
final class SkippedLines implements Serializable {
    private static final long serialVersionUID = 1L;

    private final long count;
    private final String[] messages;

    private SkippedLines(TnsReader reader) {
        count = reader.badLines();
        messages = reader.messages().toArray(String[]::new);
    }

    /** Reads each file from its beginning, a task each: a split does not know its lines' numbers. */
    static void report(
            JavaSparkContext context, List<Path> files, TnsFormat format, BiConsumer<Long, List<String>> to) {
        List<String> names = files.stream().map(Path::toString).toList();
        List<SkippedLines> all = context.parallelize(names, names.size())
                .map(name -> of(new Path(name), format))
                .collect();
        long count = 0;
        List<String> messages = new ArrayList<>();
        for (SkippedLines one : all) {
            count += one.count;
            messages.addAll(List.of(one.messages));
        }
        to.accept(count, messages);
    }

    private static SkippedLines of(Path file, TnsFormat format) throws IOException {
        TnsReader reader = new TnsReader(format, true);
        Configuration conf = TextSplits.configuration(SparkHadoopUtil.get().conf());
        try (InputStream in = TnsFiles.open(file, conf)) {
            reader.read(in, TnsFiles.shown(file), (line, subscript, value, weight) -> {});
        }
        return new SkippedLines(reader);
    }
}
