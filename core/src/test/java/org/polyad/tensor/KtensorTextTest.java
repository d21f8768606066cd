package org.polyad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KtensorTextTest {
    private static final String TEXT =
            "ktensor\n2\n2 3 \n2\n1.5 -2\nmatrix\n2\n2 2\n1 2\n3 4\nmatrix\n2 \n3 2 \n5 6\n7 8\n9 1e1\n";

    private static Ktensor read(String text) throws IOException {
        return KtensorText.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "m.txt");
    }

    @Test
    void reads_what_the_tensor_toolbox_writes() throws IOException {
        Ktensor model = read(TEXT);
        assertThat(model.lambda()).containsExactly(1.5, -2);
        assertThat(model.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(model.factor(0).at(1, 0)).isEqualTo(3);
        assertThat(model.factor(1).at(2, 1)).isEqualTo(10);
        assertThat(read(TEXT.replace("\n", " \r\n"))).usingRecursiveComparison().isEqualTo(model);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ktensor;2;1 2;0.5 2.5;matrix;2;1 2;3 4;matrix;2;2 2;5 6;7 8 | 0.5,2.5",
                "ktensor;2;1 2;2 0.5 2.5;matrix;2;1 2;3 4;matrix;2;2 2;5 6;7 8 | 0.5,2.5",
                "ktensor 2 1 2 2 0.5 2.5 matrix 2 1 2 3 4 matrix 2 2 2 5 6 7 8 | 0.5,2.5",
                "ktensor;2;1 2;1 7;matrix;2;1 2;3 4;matrix;2;2 2;5 6;7 8 | 1,7",
                "ktensor;2;1 2;1 7;matrix;2;1 1;3;matrix;2;2 1;5;7 | 7",
                "ktensor;2;1 2;2.5;matrix;2;1 1;3;matrix;2;2 1;5;7 | 2.5",
                "ktensor;2;1 2;4;matrix;2;1 1;3;matrix;2;2 1;5;7 | 4",
                "ktensor;2;1 2;1;4;matrix;2;1 1;3;matrix;2;2 1;5;7 | 4",
                "\uFEFFktensor;2;1 2;1;4;matrix;2;1 1;3;matrix;2;2 1;5;7 | 4",
            })
    void the_rank_may_be_left_out(String text, String lambda) throws IOException {
        double[] expected = Arrays.stream(lambda.split(","))
                .mapToDouble(Double::parseDouble)
                .toArray();
        for (String lineEnd : List.of("\n", "\r", "\r\n")) {
            Ktensor model = read(text.replace(";", lineEnd));
            assertThat(model.lambda()).containsExactly(expected);
            assertThat(model.factor(0).at(0, 0)).isEqualTo(3);
            assertThat(model.factor(1).at(1, 0)).isEqualTo(7);
        }
    }

    @Test
    void a_written_model_reads_back_to_the_same_bits() throws IOException {
        Ktensor model = Make.ktensor(8, 3, 5, 4, 6);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        KtensorText.write(model, out);
        Ktensor back = read(out.toString(StandardCharsets.US_ASCII));
        assertThat(back.lambda()).containsExactly(model.lambda());
        assertThat(back.factors()).containsExactly(model.factors());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | m.txt:1: expected 'ktensor', but the file ends here",
                "tensor | m.txt:1: expected 'ktensor', found 'tensor'",
                "ktensor;1 | m.txt:2: the order must be a whole number from 2 to 65536, found '1'",
                "ktensor;two | m.txt:2: the order must be a whole number from 2 to 65536, found 'two'",
                "ktensor;2;0 3 | m.txt:3: the size of mode 0 must be a whole number from 1 to 2147483639, found '0'",
                "ktensor;2;3 | m.txt:3: expected the size of mode 1, but the file ends here",
                "ktensor;2;3 3;0 | m.txt:4: the rank must be a whole number from 1 to 2147483639, found '0'",
                "ktensor;2;1000000000 3;16 | m.txt:4: mode 0 has size 1000000000, too large for rank 16",
                "ktensor;2;500000000 3;3;1 1 1;matrix;2;500000000 3;1 2 3"
                        + "| m.txt:9: factor 0 needs 1500000000 numbers, but the file ends after 3",
                "ktensor;2;3 3;2147483639 | m.txt:4: mode 0 has size 3, too large for rank 2147483639",
                "ktensor;2;1 1;2 3 4;matrix;2;1 1"
                        + "| m.txt:7: the columns of factor 0 must be a whole number from 2 to 3, found '1'",
                "ktensor;2;1 1;0.5 3;matrix;2;1 1 | m.txt:7: the columns of factor 0 must be 2, found '1'",
                "ktensor;2;1 1;1;NaN | m.txt:5: number 1 of the 1 of lambda must be finite, found 'NaN'",
                "ktensor;2;1 1;1;1;matrix;2;2 1 | m.txt:8: the rows of factor 0 must be 1, found '2'",
                "ktensor;2;1 1;1;1;matrix;2;1 2 | m.txt:8: the columns of factor 0 must be 1, found '2'",
                "ktensor;2;1 1;1;1;matrix;2;1 1;x | m.txt:9: number 1 of the 1 of factor 0 must be finite, found 'x'",
                "ktensor;2;1 1;1;1;matrix;2;1 1;Inf | m.txt:9: number 1 of the 1 of factor 0 must be finite, found 'Inf'",
                "ktensor;2;1 1;1;1;matrix;2;1 1;1;matrix;2;1 1;1;7 | m.txt:14: expected the end, found '7'",
            })
    void a_text_that_is_no_model_is_refused_with_the_line(String text, String message) {
        assertThatThrownBy(() -> read(text.replace(';', '\n')))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void every_cut_of_a_text_is_refused_in_one_sentence() {
        for (int length = 0; length < TEXT.length() - 5; length++) {
            String cut = TEXT.substring(0, length);
            assertThatThrownBy(() -> read(cut))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("m.txt:");
        }
    }
}
