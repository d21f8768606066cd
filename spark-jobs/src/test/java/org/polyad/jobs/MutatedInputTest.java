package org.polyad.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyad.loss.Losses;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Valid files with something wrong in them: each is either taken or refused in one line, never a stack trace. {@code
 * -Dpolyad.seed=N} tries others.
 */
class MutatedInputTest {
    private static final int MUTATIONS = 3000;

    /** Every so many go through the whole command, the others through its reading alone. */
    private static final int WHOLE = 200;

    private static final String[] WORDS = {
        "NaN",
        "-1",
        "0",
        "1e400",
        "99999999999",
        "\"",
        ",",
        "\t",
        "\n",
        "#",
        "-",
        "é",
        "\0",
        "0x1p3",
        "1.5",
        " ",
        "\r",
        "Infinity"
    };

    @TempDir
    Path folder;

    @Command
    private static final class Reading {
        @Mixin
        InputOptions input;
    }

    @Test
    void seed_1() throws IOException {
        Random random = new Random(Long.getLong("polyad.seed", 1));
        List<Path> valid = valid();
        for (int i = 0; i < MUTATIONS; i++) {
            Path from = valid.get(i % valid.size());
            Path file = folder.resolve("mutated-" + from.getFileName());
            byte[] bytes = Files.readAllBytes(from);
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                bytes = mutated(bytes, random);
            }
            Files.write(file, bytes);
            Running run = i % WHOLE == 0 ? fit(file) : read(file);
            assertThat(run.code())
                    .as("mutation %d of %s: %s", i, from.getFileName(), run.err())
                    .isIn(ExitCodes.DONE, ExitCodes.WRONG_INPUT);
            if (run.code() == ExitCodes.WRONG_INPUT) {
                assertThat(run.err())
                        .as("mutation %d", i)
                        .startsWith("polyad: ")
                        .hasLineCount(1);
            }
        }
    }

    private List<Path> valid() throws IOException {
        StringBuilder tns = new StringBuilder("# counts\n");
        StringBuilder csv = new StringBuilder("a,b,x\n");
        for (int p = 0; p < 40; p++) {
            tns.append(1 + p % 7)
                    .append(' ')
                    .append(1 + p % 5)
                    .append(' ')
                    .append(1 + p % 4)
                    .append('\n');
            csv.append("\"l,")
                    .append(p % 7)
                    .append("\",")
                    .append(p % 5)
                    .append(',')
                    .append(1 + p % 4)
                    .append('\n');
        }
        List<Path> files = new ArrayList<>();
        for (String suffix : List.of("", ".gz", ".bz2", ".zst")) {
            files.add(TestFiles.write(folder.resolve("t.tns" + suffix), tns.toString()));
            files.add(TestFiles.write(folder.resolve("t.csv" + suffix), csv.toString()));
            // Text shows more kinds of mistakes than damaged compression does.
            files.add(files.get(0));
            files.add(files.get(1));
        }
        return files;
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        int at = random.nextInt(Math.max(1, bytes.length));
        int end = Math.min(bytes.length, at + 1 + random.nextInt(12));
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> join(bytes, at, new byte[0], end);
            case 2 ->
                join(
                        bytes,
                        at,
                        WORDS[random.nextInt(WORDS.length)].getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        at);
            case 3 ->
                join(
                        bytes,
                        at,
                        WORDS[random.nextInt(WORDS.length)].getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        end);
            case 4 -> join(bytes, end, Arrays.copyOfRange(bytes, Math.min(at, end), end), end);
            default -> join(bytes, at, new byte[] {(byte) random.nextInt(256)}, Math.min(bytes.length, at + 1));
        };
    }

    /** The bytes before {@code at}, those between, and the bytes from {@code end} on. */
    private static byte[] join(byte[] bytes, int at, byte[] between, int end) {
        int head = Math.min(at, bytes.length);
        byte[] joined = Arrays.copyOf(bytes, head + between.length + bytes.length - end);
        System.arraycopy(between, 0, joined, head, between.length);
        System.arraycopy(bytes, end, joined, head + between.length, bytes.length - end);
        return joined;
    }

    private static String[] options(Path file) {
        boolean table = file.toString().contains(".csv");
        return (table ? "--input %s --columns a,b --value x" : "--input %s")
                .formatted(file)
                .split(" ");
    }

    private static Running read(Path file) {
        StringWriter err = new StringWriter();
        Reading reading = new Reading();
        new CommandLine(reading).parseArgs(options(file));
        try {
            new TensorInput(reading.input, new PrintWriter(err)).read(Losses.poisson());
            return new Running(ExitCodes.DONE, "", err.toString());
        } catch (Exception | Error e) {
            return new Running(Errors.report(e, new PrintWriter(err)), "", err.toString());
        }
    }

    private Running fit(Path file) {
        List<Object> args = new ArrayList<>(List.of("fit", "--output", folder.resolve("model"), "--overwrite"));
        args.addAll(List.of("--rank", 1, "--loss", "poisson", "--unlisted", "zero", "--max-iterations", 1));
        args.addAll(List.of((Object[]) options(file)));
        Running run = Running.of(args.toArray());
        // Progress stands before the error, if there is any.
        return run.code() == ExitCodes.DONE ? run : new Running(run.code(), "", run.err());
    }
}
