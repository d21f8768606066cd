package org.polyad.tensor;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The Tensor Toolbox's text form of a ktensor (its {@code export_data}): the word {@code ktensor}, the order, the sizes, the rank,
 * lambda, and for each factor the word {@code matrix}, a 2, its rows and columns, and its rows. Any white space separates. The rank
 * may be left out, as SparTen does, where lambda is one line.
 */
public final class KtensorText {
    /** No header makes us reserve more than that before the numbers have come. */
    private static final int FIRST = 1 << 12;

    private static final int MOST = Integer.MAX_VALUE - 8;

    private final Words words;

    /** Whether the first factor's header was read, to find the rank. */
    private boolean headed;

    private KtensorText(Words words) {
        this.words = words;
    }

    /**
     * Reads a model; does not close the stream.
     *
     * @param name of the file, for messages
     * @throws IllegalArgumentException {@code name:line: what is wrong}
     */
    public static Ktensor read(InputStream in, String name) throws IOException {
        return new KtensorText(new Words(in, name)).model();
    }

    private Ktensor model() throws IOException {
        words.expect("ktensor");
        int order = words.whole("the order", 2, 1 << 16);
        int[] sizes = new int[order];
        for (int n = 0; n < order; n++) {
            sizes[n] = words.whole("the size of mode " + n, 1, MOST);
        }
        double[] lambda = lambda(sizes);
        FactorMatrix[] factors = new FactorMatrix[order];
        for (int n = 0; n < order; n++) {
            factors[n] = matrix(n, sizes[n], lambda.length);
        }
        words.expectEnd();
        return new Ktensor(lambda, factors);
    }

    /** The rank and lambda. Without a line for the rank, as SparTen writes, lambda follows the sizes. */
    private double[] lambda(int[] sizes) throws IOException {
        int numbers = words.numbersInLine();
        if (numbers == 1 && !words.isNextWhole(0)) {
            return numbers(1, "lambda");
        }
        if (numbers > 1) {
            return lambdaInOneLine(sizes, numbers);
        }
        int rank = words.whole("the rank", 1, MOST);
        checkSize(sizes, rank);
        return words.isNext("matrix") ? new double[] {rank} : numbers(rank, "lambda");
    }

    /** Several numbers in a line are lambda, perhaps behind the rank, which the columns of the first factor tell. */
    private double[] lambdaInOneLine(int[] sizes, int count) throws IOException {
        boolean rankFirst = words.isNextWhole(1);
        double[] numbers = numbers(count, "lambda");
        rankFirst &= numbers[0] == count - 1;
        int rank = count;
        if (rankFirst) {
            header(0, sizes[0]);
            rank = words.whole("the columns of factor 0", count - 1, count);
            headed = true;
        }
        checkSize(sizes, rank);
        return Arrays.copyOfRange(numbers, count - rank, count);
    }

    private void checkSize(int[] sizes, int rank) {
        for (int n = 0; n < sizes.length; n++) {
            if ((long) sizes[n] * FactorMatrix.stride(rank) > MOST) {
                throw words.wrong("mode " + n + " has size " + sizes[n] + ", too large for rank " + rank);
            }
        }
    }

    private void header(int mode, int rows) throws IOException {
        words.expect("matrix");
        words.whole("the order of a matrix", 2, 2);
        words.whole("the rows of factor " + mode, rows, rows);
    }

    private FactorMatrix matrix(int mode, int rows, int columns) throws IOException {
        if (mode > 0 || !headed) {
            header(mode, rows);
            words.whole("the columns of factor " + mode, columns, columns);
        }
        double[] numbers = numbers(rows * columns, "factor " + mode);
        FactorMatrix factor = new FactorMatrix(rows, columns);
        for (int i = 0; i < rows; i++) {
            factor.setRow(i, numbers, i * columns);
        }
        return factor;
    }

    /** Grows as the numbers come: a file is never believed about its size. */
    private double[] numbers(int count, String what) throws IOException {
        double[] numbers = new double[Math.min(count, FIRST)];
        for (int k = 0; k < count; k++) {
            if (k == numbers.length) {
                numbers = Arrays.copyOf(numbers, (int) Math.min(count, 2L * k));
            }
            numbers[k] = words.number(what, k, count);
        }
        return numbers;
    }

    /** Writes a model; every number reads back to the same bits. Does not close the stream. */
    public static void write(Ktensor model, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.US_ASCII), 1 << 16);
        StringBuilder line =
                new StringBuilder("ktensor\n").append(model.order()).append('\n');
        for (int size : model.shape().sizes()) {
            line.append(size).append(' ');
        }
        line.append('\n').append(model.rank()).append('\n');
        row(line, model.lambda(), 0, model.rank());
        writer.append(line);
        for (FactorMatrix factor : model.factors()) {
            writer.append("matrix\n2\n" + factor.rows() + " " + factor.columns() + "\n");
            for (int i = 0; i < factor.rows(); i++) {
                line.setLength(0);
                row(line, factor.data(), factor.offset(i), factor.columns());
                writer.append(line);
            }
        }
        writer.flush();
    }

    private static void row(StringBuilder line, double[] numbers, int from, int count) {
        for (int r = 0; r < count; r++) {
            line.append(r == 0 ? "" : " ").append(numbers[from + r]);
        }
        line.append('\n');
    }
}
