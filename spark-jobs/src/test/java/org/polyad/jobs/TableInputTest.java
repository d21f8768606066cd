package org.polyad.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyad.spark.Model;

/** Tables on either engine, and what is computed from their columns. */
class TableInputTest {
    @TempDir
    Path folder;

    private SparkSession spark;

    @BeforeEach
    void session() {
        spark = TestFiles.session();
    }

    private static Running fit(Path data, Path model, Object... more) {
        List<Object> args = new ArrayList<>(List.of("fit", "--input", data, "--output", model, "--rank", 2));
        args.addAll(List.of("--loss", "poisson", "--unlisted", "zero", "--max-iterations", 4, "--tolerance", 0));
        args.addAll(List.of(more));
        return Running.of(args.toArray());
    }

    private static Model done(Running run, Path model) throws Exception {
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCodes.DONE);
        return Run.read(model);
    }

    private static void assertSame(Model a, Model b) {
        assertThat(a.labels()).isDeepEqualTo(b.labels());
        assertThat(a.info().modes()).isEqualTo(b.info().modes());
        assertThat(a.ktensor().lambda()).isEqualTo(b.ktensor().lambda());
        for (int n = 0; n < a.ktensor().order(); n++) {
            assertThat(a.ktensor().factor(n)).isEqualTo(b.ktensor().factor(n));
        }
    }

    /** Labels that need quotes, numbers as text, a line end within a field where {@code folded}, several rows a cell. */
    private String calls(boolean folded) {
        Random random = new Random(5);
        StringBuilder text = new StringBuilder("who,whom,hour,n\n");
        for (int p = 0; p < 200; p++) {
            String whom = random.nextInt(5) == 0 ? folded ? "\"é\nü\"" : "\"a, \"\"b\"\"\"" : "p" + random.nextInt(9);
            text.append("p").append(random.nextInt(12)).append(',').append(whom).append(',');
            text.append(random.nextInt(24))
                    .append(',')
                    .append(random.nextInt(4))
                    .append('\n');
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({"t.csv,false", "t.csv.zst,false", "t.csv,true"})
    void spark_and_local_read_the_same_from_csv(String name, boolean folded) throws Exception {
        Path data = TestFiles.write(folder.resolve(name), calls(folded));
        Object[] columns = {"--columns", "who,whom,hour", "--value", "n"};
        Model local = done(fit(data, folder.resolve("local"), columns), folder.resolve("local"));
        assertThat(local.labels()[2]).startsWith("0", "1", "2", "3");
        Running run = fit(data, folder.resolve("spark"), with(columns, "--engine", "spark", "--partitions", 3));
        assertThat(run.out()).contains("spark");
        assertSame(done(run, folder.resolve("spark")), local);
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "json", "orc"})
    void spark_and_local_read_the_same_from_columns(String format) throws Exception {
        String data = folder.resolve("t." + format).toString();
        spark.range(500)
                .selectExpr(
                        "concat('u', id * 7919 % 20) as user",
                        "id * 31 % 9 as item", "timestamp_seconds(id * 40000 % 500000) as at", "id % 4 as n")
                .repartition(3)
                .write()
                .format(format)
                .save(data);
        Object[] columns = {"--columns", "user,item,at", "--value", "n"};
        Model local = done(fit(Path.of(data), folder.resolve("local"), columns), folder.resolve("local"));
        Running run = fit(Path.of(data), folder.resolve("spark"), with(columns, "--engine", "spark"));
        assertSame(done(run, folder.resolve("spark")), local);
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "spark"})
    void bad_rows_are_named_or_skipped_on_either_engine(String engine) throws IOException {
        Path data = TestFiles.write(folder.resolve("t.csv"), "i,j,x\na,b,1\na,c\na,d,abc\nb,b,2\n");
        Object[] columns = {"--columns", "i,j", "--value", "x", "--engine", engine};
        assertThat(fit(data, folder.resolve("m"), columns).err())
                .isEqualTo("polyad: " + data + ":3: expected 3 fields, found 2\n");
        Running skipping = fit(data, folder.resolve("m"), with(columns, "--bad-lines", "skip"));
        assertThat(skipping.code()).as(skipping.err()).isEqualTo(ExitCodes.DONE);
        assertThat(skipping.err())
                .contains(
                        "skipped " + data + ":3: expected 3 fields, found 2\n",
                        "skipped " + data + ":4: column x should hold a number, but has 'abc'\n",
                        "2 bad lines skipped");
        assertThat(skipping.out()).contains("2 x 1, 2 entries");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "spark"})
    void bad_lines_of_tns_are_skipped_on_either_engine(String engine) throws IOException {
        Path data = TestFiles.write(folder.resolve("t.tns"), "1 1 3\n1 x 2\n2 2 5\n2\n");
        Running run = fit(data, folder.resolve("m"), "--bad-lines", "skip", "--engine", engine);
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCodes.DONE);
        assertThat(run.err()).contains("skipped " + data + ":2: ", "skipped " + data + ":4: ", "2 bad lines skipped");
        assertThat(run.out()).contains("2 entries");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "spark"})
    void nulls_are_counted_or_dropped(String engine) throws IOException {
        Path data = TestFiles.write(folder.resolve("t.csv"), "i,j,x\na,b,1\n,c,2\na,d,\n,d,5\nb,b,2\n");
        Object[] columns = {"--columns", "i,j", "--value", "x", "--engine", engine};
        assertThat(fit(data, folder.resolve("m"), columns).err())
                .isEqualTo("polyad: " + data + ":3: column i is empty, expected a label; it is empty (null) for i in 2"
                        + " rows, x in 1 row: --nulls drop leaves them out\n");
        Running run = fit(data, folder.resolve("m"), with(columns, "--nulls", "drop"));
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCodes.DONE);
        assertThat(run.err()).contains("3 rows with nulls dropped");
        assertThat(run.out()).contains("2 x 1, 2 entries");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "spark"})
    void columns_values_conditions_and_joins_are_computed_and_kept(String engine) throws Exception {
        Path films = TestFiles.write(folder.resolve("films.csv"), "id,title\n01,\"Alien, 1979\"\n2,Brazil\n3,Casino\n");
        Path data = TestFiles.write(
                folder.resolve("seen.csv"),
                "user,film,at,n\n007,1,0,1\n007,2,2678400,3\n8,3,0,2\n8,1,5270400,4\n9,2,0,100\n");
        Path model = folder.resolve("m");
        Running run = fit(
                data,
                model,
                "--columns",
                "user,title,date_format(timestamp_seconds(at), 'yyyy-MM') as month",
                "--value",
                "n * 2",
                "--where",
                "n < 100",
                "--join",
                films + " on film = id",
                "--engine",
                engine);
        Model made = done(run, model);
        assertThat(made.info().modes()).containsExactly("user", "title", "month");
        assertThat(made.labels()).isDeepEqualTo(new String[][] {
            {"007", "8"}, {"Alien, 1979", "Brazil", "Casino"}, {"1970-01", "1970-02", "1970-03"}
        });
        assertThat(run.out()).contains("4 entries");
        String again = films + " on film = id";
        Run refused = Run.polyad("evaluate", "--model", model, "--input", data, "--json");
        assertThat(refused.code()).isEqualTo(ExitCodes.WRONG_INPUT);
        assertThat(refused.err())
                .isEqualTo("polyad: the model was fitted with --join '" + Shown.text(again)
                        + "', and a table is not read because a model names it: give --join again\n");
        Run score = Run.polyad("evaluate", "--model", model, "--input", data, "--json", "--join", again);
        assertThat(score.code()).as(score.err()).isZero();
        assertThat(score.out()).contains("\"entries\":4");
        Path ask = TestFiles.write(folder.resolve("ask.csv"), "user,title,month\n8,Casino,1970-02\n");
        Path answer = folder.resolve("answer.csv");
        Run predicted = Run.polyad("predict", "--model", model, "--input", ask, "--output", answer, "--where", "true");
        assertThat(predicted.code()).as(predicted.err()).isZero();
        assertThat(answer).content().startsWith("user,title,month,m,mean\n8,Casino,1970-02,");
    }

    @Test
    void errors_of_expressions_are_one_sentence() throws IOException {
        Path data = TestFiles.write(folder.resolve("t.csv"), "who,day,x\na,2013-01-01,1\nb,monday,2\n");
        Path model = folder.resolve("m");
        assertThat(fit(data, model, "--columns", "who,whoo").err())
                .isEqualTo("polyad: " + data + " has no column whoo, its columns are who, day, x; did you mean who?\n");
        assertThat(fit(data, model, "--columns", "who,upper(days)").err())
                .isEqualTo("polyad: --columns 'upper(days)': there is no column days, the columns are who, day, x;"
                        + " did you mean day?\n");
        assertThat(fit(data, model, "--columns", "who,upper(polyad)").err())
                .isEqualTo(
                        "polyad: --columns 'upper(polyad)': there is no column polyad, the columns are who, day, x\n");
        assertThat(fit(data, model, "--columns", "who,day", "--where", "bad > 3")
                        .err())
                .isEqualTo("polyad: --where 'bad > 3': there is no column bad, the columns are who, day, x;"
                        + " did you mean day?\n");
        assertThat(fit(data, model, "--columns", "who,month(cast(day as date)) as m")
                        .err())
                .contains("'monday'")
                .hasLineCount(1);
        assertThat(fit(data, model, "--columns", "who,day", "--where", "x >").err())
                .startsWith("polyad: --where 'x >': ")
                .hasLineCount(1);
        Path twice = TestFiles.write(folder.resolve("k.csv"), "who,age\na,1\na,2\n");
        assertThat(fit(data, model, "--columns", "who,age", "--join", twice + " using who")
                        .err())
                .isEqualTo("polyad: --join needs each key once, but " + twice
                        + " has 1 key of who more than once, among them a\n");
        assertThat(fit(data, model, "--columns", "who,age", "--join", "ages.csv")
                        .err())
                .contains("--join needs a table and its key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "spark"})
    void a_constant_is_no_column(String engine) throws Exception {
        Path data = TestFiles.write(
                folder.resolve("t.csv"), "\"a,b\",day,n,trip distance,v.1\nx,1,3,1,2\ny,2,4,2,2\nx,2,1,9,3\n");
        Path model = folder.resolve("m");
        Object[] on = {"--engine", engine};
        assertThat(fit(data, model, with(on, "--columns", "\"a,b\",day")).err())
                .isEqualTo("polyad: --columns '\"a,b\"': in Spark SQL \"a,b\" is a text; the column of that name is"
                        + " written `a,b`\n");
        assertThat(fit(data, model, with(on, "--columns", "'day',n")).err())
                .isEqualTo(
                        "polyad: --columns ''day'' uses no column, so it is the same in every row; a column's name in an"
                                + " expression is written in backticks: `day`\n");
        for (String constant : List.of("1 + 1", "upper('x')", "current_date() as today", "\"dya\"")) {
            assertThat(fit(data, model, with(on, "--columns", "day," + constant))
                            .err())
                    .startsWith("polyad: --columns '" + constant + "' uses no column")
                    .endsWith("; the columns are a,b, day, n, trip distance, v.1\n");
        }
        assertThat(fit(data, model, with(on, "--columns", "`a,b`,day", "--value", "'n'"))
                        .err())
                .isEqualTo(
                        "polyad: --value ''n'' is a text, not a column; a column's name in an expression is written in"
                                + " backticks: `n`\n");
        assertThat(fit(data, model, with(on, "--columns", "`a,b`,day", "--weight", "\"n\"", "--value", "n"))
                        .err())
                .contains("--weight", "`n`");
        assertThat(fit(data, model, with(on, "--columns", "`a,b`,day", "--where", "\"day\" = 2"))
                        .err())
                .contains("--where", "is a text; the column of that name is written `day`");
        assertThat(fit(data, model, with(on, "--columns", "`a,b`,day", "--where", "'dya' = 'x'"))
                        .err())
                .contains("uses no column");
        Model made =
                done(fit(data, model, with(on, "--columns", "`a,b`,`trip distance`", "--value", "0.5 * 4")), model);
        assertThat(made.info().modes()).containsExactly("a,b", "trip distance");
        assertThat(made.labels()).isDeepEqualTo(new String[][] {{"x", "y"}, {"1", "2", "9"}});
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "spark"})
    void names_that_need_backticks_are_shown_in_them(String engine) throws Exception {
        Path data =
                TestFiles.write(folder.resolve("t.csv"), ",trip distance,v.1,a-b,n\n0,1,3,1,2\n1,2,4,2,2\n2,2,4,9,3\n");
        Path model = folder.resolve("m");
        Object[] on = {"--engine", engine};
        String hint = "; a name with blanks, dots or other signs is written in backticks: ";
        assertThat(fit(data, model, with(on, "--columns", "n,trip distance + 1"))
                        .err())
                .startsWith("polyad: --columns 'trip distance + 1': ")
                .endsWith(hint + "`trip distance`\n")
                .hasLineCount(1);
        assertThat(fit(data, model, with(on, "--columns", "n,v.1", "--where", "Trip Distance > 1"))
                        .err())
                .startsWith("polyad: --where 'Trip Distance > 1': ")
                .endsWith(hint + "`trip distance`\n");
        assertThat(fit(data, folder.resolve("plain"), with(on, "--columns", "n,v.1", "--value", "a-b"))
                        .code())
                .isZero();
        assertThat(fit(data, model, with(on, "--columns", "n,v.1", "--value", "a-b + 1"))
                        .err())
                .isEqualTo(
                        "polyad: --value 'a-b + 1': there is no column a, the columns are _c0, trip distance, v.1, a-b, n"
                                + hint + "`a-b`\n");
        Path films = TestFiles.write(folder.resolve("films.csv"), "v 1 and=2,film title\n3,Alien\n4,Brazil\n");
        Path other = folder.resolve("o");
        Object[] join = {"--join", films + " on `v.1` = `v 1 and=2`"};
        Model made = done(
                fit(data, other, with(on, with(join, "--columns", "_c0,film title", "--where", "`film title` <> ''"))),
                other);
        assertThat(made.labels()).isDeepEqualTo(new String[][] {{"0", "1", "2"}, {"Alien", "Brazil"}});
        assertThat(fit(data, model, with(on, with(join, "--columns", "n,upper(film title)")))
                        .err())
                .endsWith(hint + "`film title`\n");
    }

    private static Object[] with(Object[] options, Object... more) {
        List<Object> all = new ArrayList<>(List.of(options));
        all.addAll(List.of(more));
        return all.toArray();
    }

    private static final String RATED = "who,\"what, when\",time,x\n"
            + "ann,\"a, \"\"b\"\"\",9,007\nbob,c,10,1.50\nann,c,10,3\ncid,c,,4\nann,d,2,5\nbob,\"e\nf\",100,6\n";

    private Running split(Object... more) throws IOException {
        Path table = TestFiles.write(folder.resolve("rated.csv"), RATED);
        List<Object> args = new ArrayList<>(List.of("split", "--input", table, "--train", folder.resolve("train.csv")));
        args.addAll(List.of("--test", folder.resolve("test.tsv.gz")));
        args.addAll(List.of(more));
        return Running.of(args.toArray());
    }

    private String test() throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(folder.resolve("test.tsv.gz")))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void a_table_is_split_by_time_with_its_fields_as_they_are() throws IOException {
        Running last = split("--by", "last", "--user", "who", "--time", "time");
        assertThat(last.out()).as(last.err()).isEqualTo("4 rows to train on, 2 to test on\n");
        String head = "who,\"what, when\",time,x\n";
        assertThat(folder.resolve("train.csv"))
                .hasContent(head + "ann,\"a, \"\"b\"\"\",9,007\nbob,c,10,1.50\ncid,c,,4\nann,d,2,5\n");
        assertThat(test()).isEqualTo("who\twhat, when\ttime\tx\nann\tc\t10\t3\nbob\t\"e\nf\"\t100\t6\n");
        assertThat(split().err()).startsWith("polyad: ").contains("exists already");
        assertThat(split("--by", "time", "--time", "time", "--share", 0.2, "--overwrite")
                        .out())
                .isEqualTo("5 rows to train on, 1 to test on\n");
        assertThat(test()).endsWith("x\nbob\t\"e\nf\"\t100\t6\n");
    }

    @Test
    void a_table_is_split_at_random_and_wrong_splits_are_one_sentence() throws IOException {
        assertThat(split("--share", 0.5).code()).isZero();
        String rows = Files.readString(folder.resolve("train.csv")) + test().replace('\t', ',');
        assertThat(rows.lines().filter(line -> line.startsWith("ann")).count()).isEqualTo(3);
        assertThat(Files.readString(folder.resolve("train.csv"))).contains("\n").isNotEqualTo(RATED);
        refused("--by last needs --user", "--by", "last", "--time", "time");
        refused("--by random takes no --time", "--time", "time");
        refused("--share must be above 0 and below 1, found 1.0", "--share", 1);
        refused("--time who should be a column of numbers, dates or timestamps", "--by", "time", "--time", "who");
        refused(folder.resolve("rated.csv") + " has no column when", "--by", "time", "--time", "when");
        assertThat(folder.resolve("other.csv")).doesNotExist();
    }

    private void refused(String message, Object... more) throws IOException {
        List<Object> args = new ArrayList<>(List.of("--overwrite", "--train", folder.resolve("other.csv")));
        args.addAll(List.of(more));
        Path table = folder.resolve("rated.csv");
        args.addAll(0, List.of("split", "--input", table, "--test", folder.resolve("other.tsv")));
        Running run = Running.of(args.toArray());
        assertThat(run.err()).startsWith("polyad: " + message);
        assertThat(run.code()).isEqualTo(ExitCodes.WRONG_INPUT);
    }
}
