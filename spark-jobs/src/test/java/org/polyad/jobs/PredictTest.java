package org.polyad.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyad.model.cp.Ktensor;
import org.polyad.store.Models;
import org.polyad.store.StoredModel;

class PredictTest {
    @TempDir
    Path temp;

    private final Ktensor ktensor = Models.labelled().ktensor();

    private Path write(String name, String text) throws Exception {
        return TestFiles.write(temp.resolve(name), text);
    }

    private String predict(Path model, Path input, String output, Object... more) throws Exception {
        Object[] args = new Object[more.length + 7];
        System.arraycopy(
                new Object[] {"predict", "--model", model, "--input", input, "--output", temp.resolve(output)},
                0,
                args,
                0,
                7);
        System.arraycopy(more, 0, args, 7, more.length);
        Run run = Run.polyad(args);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).isEmpty();
        return Files.readString(temp.resolve(output)) + run.err();
    }

    private String m(int... subscript) {
        return Double.toString(ktensor.valueAt(subscript));
    }

    @Test
    void lines_of_subscripts_are_answered_in_their_order() throws Exception {
        Path model = Run.store(Models.plain(ktensor, "gaussian"), temp.resolve("model"));
        String answers = "3 4 2 " + m(2, 3, 1) + " " + m(2, 3, 1) + "\n1 1 1 " + m(0, 0, 0) + " " + m(0, 0, 0) + "\n";
        assertThat(predict(model, write("a.tns", "# ask\n3 4 2\n1 1 1\n"), "a.out.tns"))
                .isEqualTo(answers);
        assertThat(predict(model, write("v.tns", "3 4 2 17\n1 1 1 9\n"), "v.out.tns"))
                .isEqualTo(answers);
        assertThat(predict(model, write("z.tns.gz", "2 3 1\n0 0 0\n"), "z.out.csv", "--index-base", 0))
                .isEqualTo("mode 0,mode 1,mode 2,m,mean\n2,3,1," + m(2, 3, 1) + "," + m(2, 3, 1) + "\n0,0,0,"
                        + m(0, 0, 0) + "," + m(0, 0, 0) + "\n");
    }

    @Test
    void the_mean_is_the_loss_s() throws Exception {
        Path model = Run.store(Models.plain(ktensor, "bernoulli-logit"), temp.resolve("model"));
        double p = 1 / (1 + Math.exp(-ktensor.valueAt(1, 2, 0)));
        String[] fields =
                predict(model, write("a.tns", "2 3 1\n"), "out.tns").strip().split(" ");
        assertThat(Double.parseDouble(fields[3])).isEqualTo(ktensor.valueAt(1, 2, 0));
        assertThat(Double.parseDouble(fields[4])).isCloseTo(p, org.assertj.core.api.Assertions.within(1e-15));
    }

    /** Labels in all three modes. */
    private StoredModel labelled() {
        StoredModel model = Models.labelled();
        model.labels()[2] = new String[] {"day", "night, late"};
        return model;
    }

    @Test
    void labels_are_looked_up_and_those_never_seen_are_nan_or_dropped() throws Exception {
        Path model = Run.store(labelled(), temp.resolve("model"));
        Path ask =
                write("ask.csv", "hour,x,item,user\n\"night, late\",9,dog \u00e9,ann\nday,9,bee,zed\nday,9,ant,cyd\n");
        String head = "user,item,hour,m,mean\n";
        String ann = "ann,dog \u00e9,\"night, late\"," + m(0, 3, 1) + "," + m(0, 3, 1) + "\n";
        String cyd = "cyd,ant,day," + m(2, 0, 0) + "," + m(2, 0, 0) + "\n";
        assertThat(predict(model, ask, "nan.csv"))
                .isEqualTo(head + ann + "zed,bee,day,NaN,NaN\n" + cyd
                        + "1 of 3 subscripts are not in the model: their prediction is NaN\n");
        assertThat(predict(model, ask, "drop.csv", "--cold-start", "drop", "--columns", "user,item,hour"))
                .isEqualTo(head + ann + cyd + "1 of 3 subscripts are not in the model: left out\n");
        assertThat(predict(model, write("far.tns", "9 1 1\n1 1 1\n"), "far.out.tns"))
                .startsWith("9 1 1 NaN NaN\n1 1 1 ");
    }

    @Test
    void what_was_never_seen_is_an_average_or_fails() throws Exception {
        Path model = Run.store(labelled(), temp.resolve("model"));
        Path ask = write("ask.csv", "user,item,hour\ncyd,ant,day\nzed,bee,day\nzed,eel,day\n");
        String[] lines = predict(model, ask, "mean.csv", "--cold-start", "mean").split("\n");
        assertThat(lines[1]).isEqualTo("cyd,ant,day," + m(2, 0, 0) + "," + m(2, 0, 0));
        double[] averages = new double[2];
        for (int user = 0; user < 3; user++) {
            averages[0] += ktensor.valueAt(user, 1, 0) / 3;
            for (int item = 0; item < 4; item++) {
                averages[1] += ktensor.valueAt(user, item, 0) / 12;
            }
        }
        for (int k = 0; k < 2; k++) {
            String[] fields = lines[2 + k].split(",");
            assertThat(Double.parseDouble(fields[3])).isCloseTo(averages[k], within(1e-12));
            assertThat(Double.parseDouble(fields[4])).isCloseTo(averages[k], within(1e-12));
        }
        assertThat(lines[4])
                .isEqualTo("2 of 3 subscripts are not in the model: their prediction is the average over the mode");
        assertThat(lines[5]).contains("weight all rows alike");
        wrong(
                "ask.csv:3: the model has no label \"zed\" in mode 0",
                "--input",
                ask,
                "--output",
                temp.resolve("fail.csv"),
                "--cold-start",
                "fail");
        wrong(
                "far.tns:1: index 9 is beyond the model's 3 in mode 0",
                "--input",
                write("far.tns", "9 1 1\n1 1 1\n"),
                "--output",
                temp.resolve("fail.tns"),
                "--cold-start",
                "fail");
        assertThat(temp.resolve("fail.csv")).doesNotExist();
    }

    /** The mean of means, not the mean at the average m. */
    @Test
    void an_average_under_a_logarithmic_link_is_that_of_the_means() throws Exception {
        Path model = Run.store(Models.plain(ktensor, "poisson-log"), temp.resolve("model"));
        double m = 0;
        double mean = 0;
        for (int user = 0; user < 3; user++) {
            m += ktensor.valueAt(user, 2, 1) / 3;
            mean += Math.exp(ktensor.valueAt(user, 2, 1)) / 3;
        }
        String[] fields = predict(model, write("a.tns", "9 3 2\n"), "out.tns", "--cold-start", "mean")
                .split("[ \n]");
        assertThat(Double.parseDouble(fields[3])).isCloseTo(m, within(1e-12));
        assertThat(Double.parseDouble(fields[4])).isCloseTo(mean, within(1e-12 * mean));
    }

    @Test
    void parquet_columns_are_read_by_spark() throws Exception {
        SparkSession spark = TestFiles.session();
        Path model = Run.store(labelled(), temp.resolve("model"));
        spark.sql("select 'ann' as u, 'ant' as i, 'day' as h")
                .write()
                .parquet(temp.resolve("ask.parquet").toString());
        assertThat(predict(model, temp.resolve("ask.parquet"), "out.csv", "--columns", "u,i,h", "--format", "parquet"))
                .isEqualTo("user,item,hour,m,mean\nann,ant,day," + m(0, 0, 0) + "," + m(0, 0, 0) + "\n");
    }

    @Test
    void bad_lines_fail_or_are_skipped() throws Exception {
        Path model = Run.store(Models.labelled(), temp.resolve("model"));
        Path ask = write("ask.tns", "1 1 1\n1 x 1\n1 1\n2 2 2\n");
        Path out = temp.resolve("out.tns");
        wrong(ask + ":2: field 2, a subscript", "--input", ask, "--output", out);
        assertThat(out).doesNotExist();
        assertThat(predict(model, ask, "out.tns", "--bad-lines", "skip"))
                .contains("\n2 2 2 ", "skipped " + ask + ":2", "2 bad lines skipped");
        wrong("exists already; --overwrite", "--input", ask, "--output", out);
        wrong("--output must end in .tns, .csv or .tsv", "--input", ask, "--output", temp.resolve("out.xls"));
        wrong(
                "--cold-start must be nan, drop, fail or mean, found hot",
                "--input",
                ask,
                "--output",
                temp.resolve("o.tns"),
                "--cold-start",
                "hot");
        Path csv = write("ask.csv", "user,item,hour\nann,ant,day\n");
        wrong("the model has no labels in mode 2", "--input", csv, "--output", temp.resolve("o.csv"));
        wrong(
                "for each of the model's 3 modes, found 2",
                "--input",
                csv,
                "--output",
                temp.resolve("o.csv"),
                "--columns",
                "user,item");
        wrong("no subscripts", "--input", write("none.tns", "# none\n"), "--output", temp.resolve("o.csv"));
        assertThat(temp).isDirectoryNotContaining("glob:**/.*");
    }

    private void wrong(String message, Object... more) {
        Object[] args = new Object[more.length + 3];
        System.arraycopy(new Object[] {"predict", "--model", temp.resolve("model")}, 0, args, 0, 3);
        System.arraycopy(more, 0, args, 3, more.length);
        Run run = Run.polyad(args);
        assertThat(run.err()).startsWith("polyad: ").contains(message).hasLineCount(1);
        assertThat(run.code()).isEqualTo(2);
    }
}
