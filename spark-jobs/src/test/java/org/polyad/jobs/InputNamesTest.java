package org.polyad.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyad.spark.Model;

/** Files whatever they are called and wherever they lie, on either engine. */
class InputNamesTest {
    private static final List<String> NAMES =
            List.of("x[1]", "a,b", "trips_2014-04-01T10:00:00", "k:1", "{x}", "what?", "a*b", "50%", "a b", "${user}");

    @TempDir
    Path folder;

    private SparkSession spark;

    @BeforeEach
    void session() {
        spark = TestFiles.session();
    }

    private Running fit(Object input, String engine, Object... more) {
        List<Object> args = new ArrayList<>(List.of("fit", "--input", input, "--output", folder.resolve("model")));
        args.addAll(List.of("--rank", 1, "--loss", "poisson", "--unlisted", "zero", "--overwrite", "--engine", engine));
        args.addAll(List.of(more));
        return Running.of(args.toArray());
    }

    /** The fit of all that is there: what was read, as {@code fit} says it. */
    private void assertReads(String expected, Object input, String engine, Object... more) {
        Running run = fit(input, engine, more);
        assertThat(run.code()).as(input + " " + run.err()).isZero();
        assertThat(run.out()).as(input.toString()).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "spark"})
    void tns_under_any_name(String engine) throws IOException {
        Path all = Files.createDirectory(folder.resolve("all,[1] of:it"));
        for (int k = 0; k < NAMES.size(); k++) {
            Path file = Files.writeString(all.resolve(NAMES.get(k) + ".tns"), (k + 1) + " 1 2\n");
            assertReads((k + 1) + " x 1, 1 entries", file, engine);
        }
        String expected = NAMES.size() + " x 1, " + NAMES.size() + " entries";
        assertReads(expected, all, engine);
        assertReads(expected, folder + "/*of:it/*", engine);
        assertReads(expected, folder + "/all?\\[1\\]*/*.{tns,csv}", engine);
        for (String name : List.of("x[1].tns", "k:1.tns")) {
            Files.copy(all.resolve(name), folder.resolve(name));
        }
        assertReads("4 x 1, 2 entries", folder + "/x[1].tns," + folder + "/k:1.tns", engine);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "csv.gz"})
    void csv_under_any_name(String suffix) throws IOException {
        Path all = Files.createDirectory(folder.resolve("all,[1] of:it"));
        for (String name : NAMES) {
            TestFiles.write(all.resolve(name + "." + suffix), "i,j,x\n" + name.length() + ",\"" + name + "\",2\n");
        }
        for (String engine : List.of("local", "spark")) {
            for (Object input : List.of(all, folder + "/all*/*", folder + "/*of:it/*." + suffix)) {
                assertReads("x 10, 10 entries", input, engine, "--columns", "i,j", "--value", "x");
                assertReads("x 10, 10 entries", input, engine, "--columns", "i,j", "--value", "x * 2");
            }
            for (String name : NAMES) {
                Path file = all.resolve(name + "." + suffix);
                assertReads("1 x 1, 1 entries", file, engine, "--columns", "i,j", "--value", "x", "--where", "x > 1");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "json", "orc"})
    void columns_under_any_name(String format) throws IOException {
        Path made = folder.resolve("made");
        spark.range(3)
                .selectExpr("id as i", "id + 1 as j")
                .coalesce(1)
                .write()
                .format(format)
                .save(made.toString());
        Path part;
        try (Stream<Path> parts = Files.list(made)) {
            part = parts.filter(path -> path.getFileName().toString().startsWith("part-"))
                    .findFirst()
                    .orElseThrow();
        }
        Path all = Files.createDirectory(folder.resolve("all,[1]"));
        for (String name : List.of("x[1]", "a,b", "k:1", "a b")) {
            Path file = Files.copy(part, all.resolve(name + "." + format));
            for (String engine : List.of("local", "spark")) {
                assertReads("3 x 3, 3 entries", file, engine, "--columns", "i,j");
            }
        }
        Files.writeString(all.resolve("_SUCCESS"), "");
        assertReads("3 x 3, 3 entries", all, "spark", "--columns", "i,j");
        assertReads("3 x 3, 3 entries", folder + "/all*/*", "local", "--columns", "i,j");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "spark"})
    void a_glob_leaves_out_what_a_folder_does(String engine) throws IOException {
        Path in = Files.createDirectory(folder.resolve("in"));
        for (String name : List.of("part-0.tns", "part-1.tns")) {
            Files.writeString(in.resolve(name), "1 2 3\n2 1 1\n");
        }
        Files.writeString(in.resolve("_SUCCESS"), "");
        Files.writeString(in.resolve("_metadata"), "words");
        Files.writeString(in.resolve(".part-0.tns.crc"), "words");
        assertReads("2 x 2, 2 entries", in + "/*", engine);
        assertThat(fit(in + "/_*", engine).err()).contains("does not tell its format");
        assertThat(fit(in + "/*.crc", engine).err()).startsWith("polyad: no file matches");
        Files.delete(in.resolve("_SUCCESS"));
        Files.writeString(in.resolve("_writing-1"), "");
        assertThat(fit(in + "/*", engine).err()).contains("has no _SUCCESS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "spark"})
    void an_empty_part_among_others_is_passed_over(String engine) throws IOException {
        for (String suffix : List.of("csv", "csv.gz", "tns", "tns.gz")) {
            Path in = Files.createDirectory(folder.resolve("in-" + suffix));
            boolean csv = suffix.startsWith("csv");
            Files.writeString(in.resolve("part-0." + suffix), "");
            TestFiles.write(in.resolve("part-1." + suffix), "");
            TestFiles.write(in.resolve("part-2." + suffix), csv ? "i,j\n1,1\n2,2\n" : "1 1 1\n2 2 1\n");
            TestFiles.write(in.resolve("part-3." + suffix), csv ? "i,j\n" : "\n");
            String list = in + "/part-0." + suffix + "," + in + "/part-2." + suffix;
            for (Object input : List.of(in, in + "/*", list)) {
                Object[] columns = csv ? new Object[] {"--columns", "i,j"} : new Object[] {};
                assertReads("2 x 2, 2 entries", input, engine, columns);
            }
            assertThat(fit(in + "/part-0." + suffix, engine, csv ? new Object[] {"--columns", "i,j"} : new Object[] {})
                            .err())
                    .isEqualTo("polyad: " + in + "/part-0." + suffix + " is empty\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "spark"})
    void marks_and_line_ends_of_other_programs(String engine) throws IOException {
        Path tns = folder.resolve("t.tns");
        Path csv = folder.resolve("t.csv");
        for (String end : List.of("\n", "\r\n", "\r")) {
            for (String mark : List.of("", "\uFEFF")) {
                Files.writeString(tns, mark + "1 1 3" + end + "2 4 5" + end);
                assertReads("2 x 4, 2 entries", tns, engine);
                Files.writeString(csv, mark + "\"i\",j" + end + "1,a" + end + "2,b" + end);
                assertReads("2 x 2, 2 entries", csv, engine, "--columns", "i,j");
                Files.writeString(csv, mark + "\"1\",a" + end + "2,b" + end);
                assertReads("2 x 2, 2 entries", csv, engine, "--columns", "_c0,_c1", "--no-header");
            }
            Files.writeString(tns, "1 1 3" + end + "2 \u0663 5" + end);
            assertThat(fit(tns, engine).err())
                    .isEqualTo("polyad: " + tns
                            + ":2: field 2, a subscript, must be a whole number of 1 or more, found '\u0663'\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "spark"})
    void pipes_are_read_once(String engine) throws Exception {
        Path pipe = folder.resolve("p.csv");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Thread writer = new Thread(() -> {
            try {
                Files.writeString(pipe, "i,j\n1,a\n2,b\n3,c\n");
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        writer.start();
        assertReads("3 x 3, 3 entries", pipe, engine, "--columns", "i,j");
        writer.join();
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream("1 1 3\n2 4 5\n".getBytes(StandardCharsets.UTF_8)));
            assertReads("2 x 4, 2 entries", "-", engine, "--format", "tns");
            System.setIn(new ByteArrayInputStream(new byte[0]));
            assertThat(fit("-", engine, "--format", "tns").err()).isEqualTo("polyad: - is empty\n");
            System.setIn(new ByteArrayInputStream("1 1 3\n".getBytes(StandardCharsets.UTF_8)));
            assertThat(fit("-", engine).err()).startsWith("polyad: the name of - does not tell its format");
            System.setIn(new ByteArrayInputStream("1 1 3\n2 x 5\n".getBytes(StandardCharsets.UTF_8)));
            assertThat(fit("-", engine, "--format", "tns").err()).startsWith("polyad: -:2: field 2");
        } finally {
            System.setIn(before);
        }
        try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(left.filter(path -> path.getFileName().toString().matches("polyad-\\d+-(p.csv|-)")))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "parquet", "json", "orc"})
    void folders_of_partitions_are_columns(String format) throws Exception {
        Path data = folder.resolve("data");
        spark.range(24)
                .selectExpr(
                        "concat('u', id % 3) as user",
                        "2019 + id % 2 as year",
                        "lpad(1 + id % 4, 2, '0') as month",
                        "if(id % 5 = 0, null, concat('a/b:', id % 5)) as kind",
                        "id as n")
                .coalesce(1)
                .write()
                .format(format)
                .option("header", true)
                .partitionBy("year", "month", "kind")
                .save(data.toString());
        Object[] columns = {
            "--columns", "user,year,month,kind", "--value", "n", "--nulls", "drop", "--duplicates", "sum"
        };
        for (String engine : List.of("local", "spark")) {
            assertReads("entries", data, engine, columns);
            Model model = Run.read(folder.resolve("model"));
            assertThat(model.labels()).isDeepEqualTo(new String[][] {
                {"u0", "u1", "u2"}, {"2019", "2020"}, {"1", "2", "3", "4"}, {"a/b:1", "a/b:2", "a/b:3", "a/b:4"}
            });
            assertReads("3 x 1 x", data, engine, with(columns, "--where", "year > 2019 and month <= 3"));
        }
        Run score = Run.polyad("evaluate", "--model", folder.resolve("model"), "--input", data, "--json");
        assertThat(score.code()).as(score.err()).isZero();
        assertThat(fit(data, "local", "--columns", "user,yeer", "--value", "n").err())
                .contains("has no column yeer", "did you mean year?");
    }

    @Test
    void a_damaged_file_is_named_on_either_engine() throws IOException {
        StringBuilder text = new StringBuilder("i,j\n");
        for (int k = 0; k < 5000; k++) {
            text.append(k).append(',').append(k * 7919 % 5000).append('\n');
        }
        Path file = TestFiles.write(folder.resolve("t.csv.gz"), text.toString());
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
        String local = fit(file, "local", "--columns", "i,j").err();
        assertThat(local).startsWith("polyad: " + file + " cannot be read as .gz: ");
        assertThat(fit(file, "spark", "--columns", "i,j").err()).isEqualTo(local);
    }

    private static Object[] with(Object[] options, Object... more) {
        return Stream.concat(Stream.of(options), Stream.of(more)).toArray();
    }

    /** A folder's value counts where the file has such a column too, as in Spark. */
    @Test
    void a_folder_wins_over_the_file() throws Exception {
        Path in = Files.createDirectories(folder.resolve("in/year=2020"));
        Files.writeString(in.resolve("a.csv"), "year,j\n1,a\n2,b\n");
        for (String engine : List.of("local", "spark")) {
            assertReads("1 x 2, 2 entries", folder.resolve("in"), engine, "--columns", "year,j");
            assertReads("2 x 2, 2 entries", in, engine, "--columns", "year,j");
        }
        List<String> parquet = spark.read()
                .option("header", true)
                .csv(folder.resolve("in").toString())
                .select(functions.col("year").cast("string"))
                .distinct()
                .as(org.apache.spark.sql.Encoders.STRING())
                .collectAsList();
        assertThat(parquet).containsExactly("2020");
    }

    /** What else reads and writes. */
    @Test
    void every_command_reads_and_writes_such_names() throws IOException {
        StringBuilder rows = new StringBuilder("u,i,n\nc,x,1\n");
        for (int k = 0; k < 40; k++) {
            rows.append('u')
                    .append(k % 8)
                    .append(k % 7 < 4 ? ",x," : k % 7 < 6 ? ",y," : ",z,")
                    .append(k % 3 + 1)
                    .append('\n');
        }
        Path data = Files.writeString(folder.resolve("a,b[1]:x.csv"), rows);
        Path model = folder.resolve("m[1]:2,3");
        String[] columns = {"--columns", "u,i", "--value", "n"};
        done(columns, "fit --rank 1 --loss poisson --unlisted zero --input", data, "--output", model);
        done(columns, "evaluate --model", model, "--input", data, "--exclude", data);
        done(columns, "predict --model", model, "--input", data, "--output", folder.resolve("p:1[2].csv"));
        done(
                columns,
                "experiment --ranks 1 --losses poisson --unlisted zero --holdout 0.2 --input",
                data,
                "--output",
                folder.resolve("e:1"));
        String[] none = {};
        done(
                none,
                "recommend --user-mode u --item-mode i --model",
                model,
                "--exclude-seen",
                data,
                "--output",
                folder.resolve("r:1[2].csv"));
        assertThat(folder.resolve("r:1[2].csv")).content().contains("c,y,");
        done(none, "split --input", data, "--train", folder.resolve("a:1.csv"), "--test", folder.resolve("b:1.csv"));
        done(none, "report --model", model, "--input", data, "--output", folder.resolve("r:1.html"));
        done(none, "export --model", model, "--output", folder.resolve("x:1,[2].ktensor"));
        done(none, "import --input", folder.resolve("x:1,[2].ktensor"), "--output", folder.resolve("back:1"));
        done(none, "generate --dims 4,3 --rank 1 --nnz 5 --kind count --output", folder.resolve("g:1.tns"));
        done(none, "compare --model", model, "--with", folder.resolve("back:1"));
    }

    /** @param words options in one text, then what they say */
    private static void done(String[] more, String words, Object... rest) {
        List<Object> args = new ArrayList<>(List.of(words.split(" ")));
        args.addAll(List.of(rest));
        args.addAll(List.of(more));
        Running run = Running.of(args.toArray());
        assertThat(run.code()).as(words + run.err()).isZero();
    }
}
