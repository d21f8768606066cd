package org.polyad.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyad.loss.Losses;
import org.polyad.tensor.SparseTensor;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class TensorInputTest {
    private static final String TNS = "# origin, destination, day\n1 1 2 3\n1 2 1 1\n\n2 1 1 7 # last\n";
    private static final String CSV = "day,from,to,flights\n9,EWR,ALB,3\n1,EWR,\"BOS, MA\",1\n1,JFK,ALB,7\n";

    @TempDir
    Path folder;

    private final StringWriter log = new StringWriter();

    @Command
    private static final class Reading {
        @Mixin
        InputOptions input;
    }

    private LabelledTensor read(Object file, String... more) throws IOException {
        Reading reading = new Reading();
        String[] args = new String[more.length + 2];
        args[0] = "--input";
        args[1] = file.toString();
        System.arraycopy(more, 0, args, 2, more.length);
        new CommandLine(reading).parseArgs(args);
        return new TensorInput(reading.input, new PrintWriter(log)).read(Losses.poisson());
    }

    private Path write(String name, String text) throws IOException {
        return TestFiles.write(folder.resolve(name), text);
    }

    private static void assertSame(SparseTensor a, SparseTensor b) {
        assertThat(a.shape()).isEqualTo(b.shape());
        assertThat(a.values()).isEqualTo(b.values());
        for (int n = 0; n < a.order(); n++) {
            assertThat(a.subscripts(n)).isEqualTo(b.subscripts(n));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"t.tns", "t.tns.gz", "t.tns.bz2", "t.tns.zst"})
    void compression_goes_by_the_suffix(String name) throws IOException {
        SparseTensor tensor = read(write(name, TNS)).tensor();
        assertThat(tensor.shape().sizes()).containsExactly(2, 2, 2);
        assertThat(tensor.values()).containsExactly(3, 1, 7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"t.csv", "t.csv.gz", "t.csv.bz2", "t.csv.zst"})
    void csv_with_labels_equals_tns(String name) throws IOException {
        LabelledTensor table = read(write(name, CSV), "--columns", "from,to,day", "--value", "flights");
        assertSame(table.tensor(), read(write("t.tns", TNS)).tensor());
        assertThat(table.labels()).isDeepEqualTo(new String[][] {{"EWR", "JFK"}, {"ALB", "BOS, MA"}, {"1", "9"}});
        assertThat(table.modeNames()).containsExactly("from", "to", "day");
    }

    @Test
    void tabs_and_no_header() throws IOException {
        Path file = write("t.txt", "b\tx\ny\tz\nb\tx\n");
        LabelledTensor table = read(file, "--format", "tsv", "--no-header", "--columns", "_c0,_c1");
        assertThat(table.tensor().values()).containsExactly(2, 1);
    }

    @Test
    void integer_columns_as_indices() throws IOException {
        Path file = write("t.csv", "i,j,x\n1,2,5\n3,1,6\n");
        LabelledTensor table = read(file, "--columns", "i,j", "--value", "x", "--indices", "--shape", "4x4");
        assertThat(table.labels()).isNull();
        assertThat(table.tensor().shape().sizes()).containsExactly(4, 4);
        assertThat(table.tensor().subscript(1)).containsExactly(2, 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"10,9,-1,2.5 | -1,2.5,9,10", "10,9,x | 10,9,x", "01,2,10 | 01,10,2", "1e3,20 | 1e3,20"})
    void plain_numbers_are_ordered_as_numbers_and_other_text_as_text(String given, String expected) throws IOException {
        String rows = String.join(",a\n", given.split(","));
        LabelledTensor table = read(write("t.csv", "i,j\n" + rows + ",a\n"), "--columns", "i,j");
        assertThat(table.labels()[0]).containsExactly(expected.split(","));
    }

    @Test
    void parquet_labels_keep_the_order_of_their_type() throws IOException {
        SparkSession spark = TestFiles.session();
        StructType schema = new StructType()
                .add("n", DataTypes.LongType)
                .add("date", DataTypes.DateType)
                .add("price", DataTypes.createDecimalType(8, 2))
                .add("x", DataTypes.IntegerType);
        List<Row> rows = List.of(
                row(10, "2013-02-01", "10.00", 3), row(9, "2013-12-01", "9.50", 4), row(10, "2013-12-01", "9.50", 5));
        Path file = folder.resolve("t.parquet");
        spark.createDataFrame(rows, schema).coalesce(1).write().parquet(file.toString());
        LabelledTensor table = read(file, "--columns", "n,date,price", "--value", "x");
        assertThat(table.labels())
                .isDeepEqualTo(new String[][] {{"9", "10"}, {"2013-02-01", "2013-12-01"}, {"9.50", "10.00"}});
        assertThat(table.tensor().values()).containsExactly(4, 3, 5);
        assertThatThrownBy(() -> read(file, "--columns", "n,dat"))
                .hasMessageContaining("has no column dat, its columns are n, date, price, x; did you mean date?");
    }

    private static Row row(long n, String date, String price, int x) {
        return RowFactory.create(n, java.sql.Date.valueOf(date), new java.math.BigDecimal(price), x);
    }

    @Test
    void json_lines() throws IOException {
        TestFiles.session();
        Path file = write("t.json", "{\"a\":\"x\",\"b\":\"y\",\"n\":2}\n{\"a\":\"x\",\"b\":\"z\",\"n\":4}\n");
        assertThat(read(file, "--columns", "a,b", "--value", "n").tensor().values())
                .containsExactly(2, 4);
    }

    @Test
    void a_folder_a_glob_and_a_list() throws IOException {
        write("a.tns", "1 1 1\n");
        write("b.tns", "2 2 5\n");
        write("_SUCCESS", "");
        for (String input : List.of(
                folder.toString(), folder + "/*.tns", folder + "/{a,b}.tns", folder + "/a.tns," + folder + "/b.tns")) {
            assertThat(read(input).tensor().values()).as(input).containsExactly(1, 5);
        }
    }

    @Test
    void bad_lines_can_be_skipped() throws IOException {
        Path file = write("t.csv", "i,j,x\na,b,1\na,c\na,d,abc\n,b,2\nb,b,2\n");
        assertThat(read(file, "--columns", "i,j", "--value", "x", "--bad-lines", "skip")
                        .tensor()
                        .entries())
                .isEqualTo(2);
        assertThat(log.toString().lines())
                .containsExactly(
                        "skipped " + file + ":3: expected 3 fields, found 2",
                        "skipped " + file + ":4: column x should hold a number, but has 'abc'",
                        "skipped " + file + ":5: column i is empty, expected a label",
                        "3 bad lines skipped");
    }

    @Test
    void weights() throws IOException {
        assertThat(read(write("t.tns", "1 1 4 0.5\n1 2 3 1\n"), "--weight", "last")
                        .tensor()
                        .weights())
                .containsExactly(0.5, 1);
        Path file = write("t.csv", "i,j,x,w\na,b,1,2\n");
        assertThat(read(file, "--columns", "i,j", "--value", "x", "--weight", "w")
                        .tensor()
                        .weights())
                .containsExactly(2);
    }

    @Test
    void errors_say_which_line() throws IOException {
        Path tns = write("t.tns", TNS + "1 1 1 -2\n");
        assertThatThrownBy(() -> read(tns))
                .hasMessage("loss poisson needs a whole number x >= 0, but entry [1, 1, 1] is -2.0 (" + tns + ":6)");
        Path csv = write("t.csv", CSV + "1,\"E\nW\nR\",ALB,1\n1,EWR,ALB,0.5\n");
        assertThatThrownBy(() -> read(csv, "--columns", "from,to,day", "--value", "flights"))
                .hasMessage("loss poisson needs a whole number x >= 0, but entry [EWR, ALB, 1] is 0.5 (" + csv + ":8)");
        Path twice = write("d.tns", "1 1 1\n2 2 1\n1 1 4\n");
        assertThatThrownBy(() -> read(twice, "--duplicates", "error"))
                .hasMessageContaining("[1, 1] (" + twice + ":1 and " + twice + ":3)");
        assertThatThrownBy(() -> read(twice, "--shape", "1,1"))
                .hasMessageContaining("[2, 2]")
                .hasMessageContaining(":2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"t.tns.gz", "t.tns.bz2", "t.tns.zst", "t.csv.gz"})
    void a_truncated_file_is_named(String name) throws IOException {
        StringBuilder text = new StringBuilder(name.contains("csv") ? "i,j,x\n" : "");
        for (int i = 1; i < 5000; i++) {
            text.append(
                    name.contains("csv")
                            ? i + "," + i * 7919 % 5000 + ",1\n"
                            : i + " " + (1 + i * 7919 % 5000) + " 1\n");
        }
        Path file = write(name, text.toString());
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> read(file, name.contains("csv") ? new String[] {"--columns", "i,j"} : new String[0]))
                .hasMessageStartingWith(file + " cannot be read as ." + InputFormat.compression(name));
    }

    @Test
    void text_that_is_none() throws IOException {
        Path file = folder.resolve("t.csv");
        Files.write(file, "i,j\né,b\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> read(file, "--columns", "i,j"))
                .hasMessageStartingWith(file + ":2: a byte there is not UTF-8 text");
    }
}
