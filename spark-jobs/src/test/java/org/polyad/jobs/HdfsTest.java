package org.polyad.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyad.store.ModelStore;
import org.polyad.store.StoredModel;

/** Input, checkpoints and models on a real HDFS. */
class HdfsTest {
    private static final List<Object> FIT =
            List.of("fit", "--rank", 3, "--loss", "poisson", "--unlisted", "zero", "--tolerance", 0);

    @TempDir
    static Path folder;

    private static MiniDFSCluster hdfs;
    private static String root;

    @BeforeAll
    static void start() throws IOException {
        Configuration conf = new Configuration();
        conf.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, new File(folder.toFile(), "hdfs").getPath());
        hdfs = new MiniDFSCluster.Builder(conf).numDataNodes(1).build();
        root = hdfs.getURI() + "/data with blank";
        TestFiles.session();
        run(
                "generate",
                "--output",
                root + "/t.tns.gz",
                "--dims",
                "40,30,20",
                "--rank",
                3,
                "--nnz",
                8000,
                "--kind",
                "count");
    }

    @AfterAll
    static void stop() {
        hdfs.shutdown(true);
    }

    @Test
    void spark_on_hdfs_gives_the_local_model() throws Exception {
        String log = fit(
                root + "/t.tns.gz",
                root + "/spark",
                "--engine",
                "spark",
                "--partitions",
                3,
                "--max-iterations",
                5,
                "--checkpoint-every",
                2,
                "--log-json");
        assertMoved(log.lines().reduce((one, next) -> next).orElseThrow());
        fit(root + "/t.tns.gz", folder.resolve("local"), "--engine", "local", "--max-iterations", 5);
        assertSame(read(root + "/spark"), Run.read(folder.resolve("local")), 1e-10);
        fit(root + "/t.tns.gz", root + "/spark", "--engine", "local", "--max-iterations", 2, "--overwrite");
        assertThat(read(root + "/spark").info().iterations()).isEqualTo(2);
        assertThat(beside("spark")).isEmpty();
    }

    /** The line at the end of what Spark did. */
    private static void assertMoved(String line) throws IOException {
        JsonNode spark = new ObjectMapper().readTree(line).get("spark");
        // At least a job for each mode of each sweep.
        assertThat(spark.get("jobs").asInt()).isGreaterThanOrEqualTo(15);
        assertThat(spark.get("tasks").asInt()).isGreaterThan(spark.get("jobs").asInt());
        assertThat(spark.get("failed").asInt()).isZero();
        assertThat(spark.get("unevenness").asDouble()).isGreaterThanOrEqualTo(1);
        for (String bytes : List.of("shuffled", "broadcast", "results")) {
            // Each factor goes out and comes back in each sweep.
            assertThat(spark.get(bytes).asLong()).as(bytes).isGreaterThan(5 * 90 * 3 * 8);
        }
    }

    private static String fit(Object input, Object output, Object... options) {
        List<Object> all = new ArrayList<>(FIT);
        all.addAll(List.of("--input", input, "--output", output));
        all.addAll(List.of(options));
        return run(all.toArray());
    }

    private static String run(Object... args) {
        Run run = Run.polyad(args);
        assertThat(run.code()).as(run.err()).isZero();
        return run.err();
    }

    private static StoredModel read(String path) throws IOException {
        return ModelStore.read(new org.apache.hadoop.fs.Path(path), new Configuration());
    }

    private static void assertSame(StoredModel actual, StoredModel expected, double tolerance) {
        for (int n = 0; n < expected.ktensor().order(); n++) {
            double[] one = actual.ktensor().factor(n).data();
            double[] two = expected.ktensor().factor(n).data();
            assertThat(one).containsExactly(two, within(tolerance));
        }
    }

    /** What lies beside a model under its name. */
    private static List<String> beside(String name) throws IOException {
        return Arrays.stream(hdfs.getFileSystem().listStatus(new org.apache.hadoop.fs.Path(root)))
                .map(FileStatus::getPath)
                .map(org.apache.hadoop.fs.Path::getName)
                .filter(other -> other.contains(name) && !other.equals(name))
                .toList();
    }
}
