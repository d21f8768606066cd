package org.polyad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyad.tensor.TnsFormat.Values;

class TnsTest {
    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static List<String> entries(TnsFormat format, String text) throws IOException {
        List<String> entries = new ArrayList<>();
        new TnsReader(format, false)
                .read(
                        bytes(text),
                        "t.tns",
                        (line, subscript, value, weight) ->
                                entries.add(line + ":" + Arrays.toString(subscript) + value + "*" + weight));
        return entries;
    }

    @Test
    void comments_blank_lines_and_any_white_space_are_taken() throws IOException {
        String text = "# trips\n\n1 2 3 4.5\r\n  2\t1   1 -1e2   # last\n   \t \n3 3 3 0";
        assertThat(entries(TnsFormat.standard(), text))
                .containsExactly("3:[0, 1, 2]4.5*1.0", "4:[1, 0, 0]-100.0*1.0", "6:[2, 2, 2]0.0*1.0");
    }

    @Test
    void the_format_says_base_weight_and_values() throws IOException {
        TnsFormat standard = TnsFormat.standard();
        assertThat(entries(standard.withIndexBase(0), "0 1 5")).containsExactly("1:[0, 1]5.0*1.0");
        assertThat(entries(standard.withWeight(true), "1 1 5 0.5")).containsExactly("1:[0, 0]5.0*0.5");
        assertThat(entries(standard.withOrder(2).withValues(Values.NO), "1 2")).containsExactly("1:[0, 1]NaN*1.0");
        TnsFormat either = standard.withOrder(2).withValues(Values.EITHER);
        assertThat(entries(either, "1 2\n2 2")).containsExactly("1:[0, 1]NaN*1.0", "2:[1, 1]NaN*1.0");
        assertThat(entries(either, "1 2 7\n2 2 8")).containsExactly("1:[0, 1]7.0*1.0", "2:[1, 1]8.0*1.0");
        assertThatThrownBy(() -> entries(either, "1 2 7\n2 2"))
                .hasMessageContaining("t.tns:2: expected 2 subscripts and a value");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 2 3 4;1 2 3 | t.tns:2: expected 3 subscripts and a value as in the first line, found 3 fields",
                "1 2 3;1 2 3 4 | t.tns:2: expected 2 subscripts and a value as in the first line, found 4 fields",
                "1 2 | t.tns:1: a line needs 2 subscripts or more and a value, found 2 fields",
                "hello | t.tns:1: a line needs 2 subscripts or more and a value, found 1 field",
                "1 b 3 | t.tns:1: field 2, a subscript, must be a whole number of 1 or more, found 'b'",
                "1 1.0 3 | t.tns:1: field 2, a subscript, must be a whole number of 1 or more, found '1.0'",
                "#;;0 1 3 | t.tns:3: field 1, a subscript, must be a whole number of 1 or more, found '0'",
                "-1 1 3 | t.tns:1: field 1, a subscript, must be a whole number of 1 or more, found '-1'",
                "1 2147483640 3 | t.tns:1: field 2, a subscript, must be at most 2147483639, found '2147483640'",
                "1 99999999999999999999 3 | t.tns:1: field 2, a subscript, must be at most 2147483639, found '99999999999999999999'",
                "1 1 x | t.tns:1: field 3, a value, must be a finite number, found 'x'",
                "1 1 NaN | t.tns:1: field 3, a value, must be a finite number, found 'NaN'",
                "1 1 -inf | t.tns:1: field 3, a value, must be a finite number, found '-inf'",
                "1 1 1e999 | t.tns:1: field 3, a value, must be a finite number, found '1e999'",
            })
    void bad_lines_are_named_with_what_was_found(String text, String message) {
        assertThatThrownBy(() -> entries(TnsFormat.standard(), text.replace(';', '\n')))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void weights_and_shapes_are_checked_too() {
        assertThatThrownBy(() -> entries(TnsFormat.standard().withWeight(true), "1 1 1 -2"))
                .hasMessage("t.tns:1: field 4, a weight, must be 0 or more, found '-2'");
        assertThatThrownBy(() -> entries(TnsFormat.standard().withShape(Shape.of(3, 4)), "3 5 1"))
                .hasMessage("t.tns:1: field 2, a subscript, must be at most 4, the mode's size being 4, found '5'");
        assertThatThrownBy(() -> entries(TnsFormat.standard().withShape(Shape.of(3, 4)), "1 1 1 1"))
                .hasMessage("t.tns:1: expected 2 subscripts and a value, found 4 fields");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void a_line_ends_at_lf_or_cr_or_both_and_may_begin_with_a_byte_order_mark(String end) throws IOException {
        String mark = new String("\uFEFF".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(entries(TnsFormat.standard(), mark + "1 2 3" + end + end + "2 1 5" + end + mark + "2 2 7" + end))
                .containsExactly("1:[0, 1]3.0*1.0", "3:[1, 0]5.0*1.0", "4:[1, 1]7.0*1.0");
        assertThat(entries(TnsFormat.standard(), mark + "# words" + end + "2 1 5"))
                .containsExactly("2:[1, 0]5.0*1.0");
    }

    /** Blocks are cut at 1 MiB and lines in 64 KiB: some cut falls between the halves of a line's end. */
    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r"})
    void line_ends_across_the_blocks_end_are_one(String end) throws IOException {
        for (int shift = 0; shift < 3; shift++) {
            StringBuilder text = new StringBuilder("#".repeat(shift) + end);
            int lines = 0;
            while (text.length() < 2 * TextBlocks.SIZE) {
                text.append(1 + lines++ % 9).append(" 1 5").append(end);
            }
            long[] found = {0, 0};
            new TnsReader(TnsFormat.standard(), false).read(bytes(text.toString()), "t", (line, i, value, weight) -> {
                found[0]++;
                found[1] = line;
            });
            assertThat(found).containsExactly(lines, lines + 1);
        }
    }

    @Test
    void fields_are_shown_as_they_are() {
        assertThatThrownBy(() -> entries(TnsFormat.standard(), utf8("1 \u0663 1")))
                .hasMessageEndingWith("found '\u0663'");
        assertThatThrownBy(() -> entries(TnsFormat.standard(), utf8("1 1 " + "\u00e9\ud83d\ude80".repeat(20))))
                .hasMessageEndingWith("found '" + "\u00e9\ud83d\ude80".repeat(15) + "...'");
        assertThatThrownBy(() -> entries(TnsFormat.standard(), utf8("1 1 \u202e5")))
                .hasMessageEndingWith("found '?5'");
    }

    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @Test
    void what_a_terminal_would_obey_is_not_shown() {
        assertThatThrownBy(() -> entries(TnsFormat.standard(), "1 \u001b[31m\u0000\u00ff 1"))
                .hasMessageEndingWith("found '?[31m??'");
        assertThatThrownBy(() -> entries(TnsFormat.standard(), "1 1 " + "x".repeat(100)))
                .hasMessageEndingWith("found '" + "x".repeat(30) + "...'");
    }

    @Test
    void a_line_without_end_is_refused_before_memory_is_gone() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return '1';
            }

            @Override
            public int read(byte[] into, int from, int length) {
                Arrays.fill(into, from, from + length, (byte) '1');
                return length;
            }
        };
        assertThatThrownBy(() -> new TnsReader(TnsFormat.standard(), true).read(endless, "zero", (l, s, v, w) -> {}))
                .hasMessage("zero:1: a line longer than 16 MiB is no line of numbers");
    }

    @Test
    void skipped_lines_are_counted_and_the_first_ten_kept() throws IOException {
        StringBuilder text = new StringBuilder("header of words\n1 1 1\n");
        text.append("1 x 1\n".repeat(25)).append("2 2 2\n");
        int[] entries = {0};
        TnsReader reader = new TnsReader(TnsFormat.standard(), true);
        reader.read(bytes(text.toString()), "t.tns", (line, subscript, value, weight) -> entries[0]++);
        assertThat(entries[0]).isEqualTo(2);
        assertThat(reader.badLines()).isEqualTo(26);
        assertThat(reader.messages()).hasSize(10).first().asString().startsWith("t.tns:1: field 1");
        assertThat(reader.order()).isEqualTo(2);
    }

    @Test
    void lines_across_the_buffer_s_end_are_whole() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int p = 1; p <= 20_000; p++) {
            text.append(p).append(' ').append(2 * p).append(' ').append(p / 8.0).append('\n');
        }
        SparseTensor tensor = TnsReader.read(bytes(text.toString()), "t.tns", Duplicates.ERROR);
        assertThat(tensor.entries()).isEqualTo(20_000);
        for (int p = 1; p <= 20_000; p++) {
            assertThat(tensor.subscript(p - 1)).containsExactly(p - 1, 2 * p - 1);
            assertThat(tensor.values()[p - 1]).isEqualTo(p / 8.0);
        }
    }

    @Test
    void a_written_tensor_reads_back_the_same() throws IOException {
        SparseTensor tensor = Make.sparse(9, 4, 5, 6);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new TnsWriter(1).write(tensor, out);
        SparseTensor back = TnsReader.read(new ByteArrayInputStream(out.toByteArray()), "t.tns", Duplicates.ERROR);
        assertThat(back.values()).containsExactly(tensor.values());
        for (int n = 0; n < 3; n++) {
            assertThat(back.subscripts(n)).containsExactly(tensor.subscripts(n));
        }
    }

    @Test
    void weights_are_written_last_and_counts_without_a_point() throws IOException {
        SparseTensor tensor = SparseTensor.builder(2)
                .add(new int[] {0, 1}, 3, 0.5)
                .add(new int[] {1, 1}, -0.0)
                .build(Duplicates.ERROR);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new TnsWriter(0).write(tensor, out);
        assertThat(out.toString(StandardCharsets.US_ASCII)).isEqualTo("0 1 3 0.5\n1 1 -0.0 1\n");
    }

    @Test
    void no_entry_and_no_sense_are_refused() {
        assertThatThrownBy(() -> TnsReader.read(bytes("# nothing\n"), "e.tns", Duplicates.SUM))
                .hasMessage("e.tns has no entry");
        assertThatThrownBy(() -> TnsFormat.standard().withIndexBase(2))
                .hasMessage("the index base must be 0 or 1, found 2");
        assertThatThrownBy(() -> TnsFormat.standard().withOrder(1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Some blocks of lines, each with its own number in it, and some that are empty. */
    private static List<String> blocksOfLines() {
        List<String> lines = new ArrayList<>();
        for (int p = 1; p <= 300_000; p++) {
            lines.add(p % 1000 == 0 ? "" : p + " " + (1 + p % 7) + " " + p / 4.0);
        }
        return lines;
    }

    private static void read(List<String> lines, TnsReader reader, TnsReader.Sink sink) throws IOException {
        reader.read(bytes(String.join("\n", lines)), "t.tns", sink);
    }

    @Test
    void entries_of_many_blocks_come_in_order_with_their_lines() throws IOException {
        List<String> lines = blocksOfLines();
        assertThat(String.join("\n", lines).length()).isGreaterThan(4 * TextBlocks.SIZE);
        long[] last = {0};
        int[] wrong = {0};
        read(lines, new TnsReader(TnsFormat.standard(), false), (line, subscript, value, weight) -> {
            boolean follows = line == last[0] + (line % 1000 == 1 && line > 1 ? 2 : 1);
            boolean right = subscript[0] + 1 == line && subscript[1] == line % 7 && value == line / 4.0 && weight == 1;
            wrong[0] += follows && right ? 0 : 1;
            last[0] = line;
        });
        assertThat(wrong[0]).isZero();
        assertThat(last[0]).isEqualTo(299_999);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3 x 1 | field 2, a subscript, must be a whole number of 1 or more, found 'x'",
                "1 1 1 1 | expected 2 subscripts and a value as in the first line, found 4 fields"
            })
    void the_first_bad_line_of_many_blocks_is_named(String bad, String message) {
        List<String> lines = blocksOfLines();
        lines.set(234_567, bad);
        lines.set(280_000, "worse");
        long[] last = {0};
        assertThatThrownBy(() -> read(
                        lines, new TnsReader(TnsFormat.standard(), false), (line, i, value, weight) -> last[0] = line))
                .hasMessage("t.tns:234568: " + message);
        assertThat(last[0]).isEqualTo(234_567);
    }

    @Test
    void bad_lines_of_many_blocks_are_skipped_and_counted() throws IOException {
        List<String> lines = blocksOfLines();
        for (int k = 5; k < lines.size(); k += 10_000) {
            lines.set(k, "bad " + k);
        }
        TnsReader reader = new TnsReader(TnsFormat.standard(), true);
        int[] entries = {0};
        read(lines, reader, (line, i, value, weight) -> entries[0]++);
        assertThat(entries[0]).isEqualTo(300_000 - 300 - 30);
        assertThat(reader.badLines()).isEqualTo(30);
        assertThat(reader.messages()).hasSize(10).last().asString().startsWith("t.tns:90006: ");
    }

    @Test
    void a_stream_that_fails_has_given_its_whole_lines_before() {
        byte[] text = String.join("\n", blocksOfLines()).getBytes(StandardCharsets.ISO_8859_1);
        InputStream broken = new FilterInputStream(new ByteArrayInputStream(text, 0, text.length / 2)) {
            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int read = super.read(into, from, length);
                if (read < 0) {
                    throw new IOException("the disk is gone");
                }
                return read;
            }
        };
        long[] last = {0};
        assertThatThrownBy(() -> new TnsReader(TnsFormat.standard(), false)
                        .read(broken, "t.tns", (line, i, value, weight) -> last[0] = line))
                .isInstanceOf(IOException.class)
                .hasMessage("the disk is gone");
        long whole = new String(text, 0, text.length / 2, StandardCharsets.ISO_8859_1)
                .chars()
                .filter(c -> c == '\n')
                .count();
        assertThat(last[0]).isEqualTo(whole);
    }
}
