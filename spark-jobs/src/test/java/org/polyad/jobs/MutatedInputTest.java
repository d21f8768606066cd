package org.polyad.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyad.input.TensorInput;
import org.polyad.jobs.flags.InputFlags;
import org.polyad.loss.Losses;
import org.polyad.model.cp.KtensorText;
import org.polyad.store.ModelStore;
import org.polyad.store.Models;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Valid files with something wrong in them, tensors, options, models and ktensors: each is either taken or refused in one line, never
 * a stack trace, an end of memory or a wait. {@code -Dpolyad.mutations=100000} tries more of them, {@code -Dpolyad.seed=N} others.
 */
class MutatedInputTest {
    private static final int MUTATIONS = Integer.getInteger("polyad.mutations", 2000);

    /** Every so many go through the whole command, the others through its reading alone. */
    private static final int WHOLE = 200;

    /** Seconds for one of them, whatever else the machine does. */
    private static final int PATIENCE = 60;

    /** Read once: that takes longer than a model. */
    private static final Configuration SETTINGS = new Configuration();

    private static final String CONF = """
        # how to fit
        loss = poisson   # counts
        unlisted = zero
        rank = 2
        regularization = 0.1,0.2
        max-iterations = 3
        method = newton
        holdout = 0.1
        init = random
        tolerance = 1e-4
        nonnegative = true
        """;

    @TempDir
    Path folder;

    private final ExecutorService worker = Executors.newSingleThreadExecutor();

    /** A valid file, where it stands, and what reads it, in part and whole. */
    private record Target(Path file, byte[] bytes, Callable<Running> part, Callable<Running> whole) {}

    @Command
    private static final class Reading {
        @Mixin
        InputFlags input;
    }

    @Test
    void seed_1() throws Exception {
        Random random = new Random(Long.getLong("polyad.seed", 1));
        Mutation mutation = new Mutation(random);
        List<Target> targets = targets();
        for (int i = 0; i < MUTATIONS; i++) {
            Target target = targets.get(random.nextInt(targets.size()));
            byte[] bytes = mutation.of(target.bytes);
            Files.write(target.file, bytes);
            boolean whole = i % WHOLE == 0;
            String what = "mutation " + i + " of " + folder.relativize(target.file) + (whole ? ", whole" : "");
            check(what, bytes, answer(what, bytes, whole ? target.whole : target.part));
            Files.write(target.file, target.bytes);
        }
        worker.shutdownNow();
    }

    private Running answer(String what, byte[] bytes, Callable<Running> reader) throws Exception {
        try {
            return worker.submit(reader).get(PATIENCE, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(what + " hangs; it is kept in " + kept(bytes), e);
        }
    }

    private static void check(String what, byte[] bytes, Running run) throws IOException {
        boolean refused = run.code() == ExitCodes.WRONG_INPUT;
        boolean inOneLine =
                run.err().startsWith("polyad: ") && run.err().lines().count() == 1;
        if (run.code() != ExitCodes.DONE && !(refused && inOneLine)) {
            throw new AssertionError(what + ", kept in " + kept(bytes) + ", exit " + run.code() + ": " + run.err());
        }
    }

    private static Path kept(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile("mutation", ""), bytes);
    }

    private List<Target> targets() throws Exception {
        List<Target> targets = new ArrayList<>();
        for (String suffix : List.of("", ".gz", ".bz2", ".zst")) {
            targets.add(tensor("t.tns" + suffix, tns()));
            targets.add(tensor("t.csv" + suffix, csv()));
        }
        Path conf = TestFiles.write(folder.resolve("fit.conf"), CONF);
        Path model = Run.store(Models.labelled(), folder.resolve("model"));
        Path text = folder.resolve("m.ktensor");
        assertThat(Running.of("export", "--model", model, "--output", text).code())
                .isZero();
        Callable<Running> show = () -> Running.of("show", "--model", model);
        Function<Path, Running> shown = file -> call(show);
        targets.add(target(model.resolve("trace.jsonl"), file -> model(model), shown));
        targets.add(target(model.resolve("factors/mode=0/part-00000.parquet"), file -> model(model), shown));
        // Text shows more kinds of mistakes than damaged compression does.
        for (int often = 0; often < 3; often++) {
            targets.add(targets.get(0));
            targets.add(targets.get(1));
            targets.add(target(conf, file -> options(file, "none.tns"), file -> options(file, "t.tns")));
            targets.add(target(model.resolve("model.json"), file -> model(model), shown));
            targets.add(target(text, MutatedInputTest::ktensor, this::imported));
        }
        return targets;
    }

    private Target tensor(String name, String text) throws IOException {
        TestFiles.write(folder.resolve(name), text);
        return target(TestFiles.write(folder.resolve("mutated-" + name), text), MutatedInputTest::read, this::fit);
    }

    private static Target target(Path file, Function<Path, Running> part, Function<Path, Running> whole)
            throws IOException {
        return new Target(file, Files.readAllBytes(file), () -> part.apply(file), () -> whole.apply(file));
    }

    private static String tns() {
        StringBuilder tns = new StringBuilder("# counts\n");
        for (int p = 0; p < 40; p++) {
            tns.append("%d %d %d%n".formatted(1 + p % 7, 1 + p % 5, 1 + p % 4));
        }
        return tns.toString();
    }

    private static String csv() {
        StringBuilder csv = new StringBuilder("a,b,x\n");
        for (int p = 0; p < 40; p++) {
            csv.append("\"l,%d\",%d,%d%n".formatted(p % 7, p % 5, 1 + p % 4));
        }
        return csv.toString();
    }

    private static String[] columns(Path file) {
        boolean table = file.toString().contains(".csv");
        return (table ? "--input %s --columns a,b --value x" : "--input %s")
                .formatted(file)
                .split(" ");
    }

    private static Running read(Path file) {
        Reading reading = new Reading();
        new CommandLine(reading).parseArgs(columns(file));
        return call(() -> {
            StringWriter err = new StringWriter();
            new TensorInput(reading.input, new PrintWriter(err)).read(Losses.poisson());
            return new Running(ExitCodes.DONE, "", err.toString());
        });
    }

    private static Running model(Path model) {
        return call(() -> {
            ModelStore.read(new org.apache.hadoop.fs.Path(model.toUri()), SETTINGS);
            return new Running(ExitCodes.DONE, "", "");
        });
    }

    private static Running ktensor(Path file) {
        return call(() -> {
            try (InputStream in = Files.newInputStream(file)) {
                KtensorText.read(in, file.toString());
            }
            return new Running(ExitCodes.DONE, "", "");
        });
    }

    /** As the main class does. */
    private static Running call(Callable<Running> work) {
        StringWriter err = new StringWriter();
        try {
            return work.call();
        } catch (Exception | Error e) {
            return new Running(Errors.report(e, new PrintWriter(err)), "", err.toString());
        }
    }

    private Running imported(Path file) {
        return Running.of("import", "--input", file, "--output", folder.resolve("imported"), "--overwrite");
    }

    /** What decides the size of the work stands on the command line, which wins. */
    private Running options(Path conf, String input) {
        List<Object> args = new ArrayList<>(List.of("fit", "--config", conf, "--input", folder.resolve(input)));
        args.addAll(List.of("--output", folder.resolve("fitted"), "--overwrite", "--max-iterations", 1, "--rank", 1));
        args.addAll(List.of("--threads", 1, "--time-limit", 30));
        return finished(Running.of(args.toArray()));
    }

    private Running fit(Path file) {
        List<Object> args = new ArrayList<>(List.of("fit", "--output", folder.resolve("fitted"), "--overwrite"));
        args.addAll(List.of("--rank", 1, "--loss", "poisson", "--unlisted", "zero", "--max-iterations", 1));
        args.addAll(List.of((Object[]) columns(file)));
        return finished(Running.of(args.toArray()));
    }

    /** Progress may stand before the error; a model that the method says is of little use is one all the same. */
    private static Running finished(Running run) {
        boolean diverged = run.code() == ExitCodes.UNFINISHED && run.err().contains("diverged");
        List<String> errors =
                run.err().lines().filter(line -> line.startsWith("polyad: ")).toList();
        boolean trace = run.err().contains("\tat ");
        String said = trace || errors.isEmpty() ? run.err() : errors.get(0) + "\n";
        return new Running(diverged ? ExitCodes.DONE : run.code(), run.out(), said);
    }
}
