package org.polyad.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyad.spark.Model;
import org.polyad.spark.ModelInfo;
import org.polyad.spark.Models;

/**
 * A valid {@code model.json} with a hostile value in any of its keys, through every command that reads a model: it is taken, or refused in
 * one line. {@code -Dpolyad.mutations=10000} tries more of them, {@code -Dpolyad.seed=N} others.
 */
class MutatedModelTest {
    private static final int MUTATIONS = Integer.getInteger("polyad.mutations", 400);

    /** Seconds for one of them, whatever else the machine does. */
    private static final int PATIENCE = 90;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String[] VALUES = {
        "null",
        "true",
        "false",
        "0",
        "-1",
        "1",
        "2",
        "3",
        "1.5",
        "-0.0",
        "1e400",
        "1e-400",
        "1e308",
        "2147483647",
        "2147483648",
        "-2147483648",
        "9223372036854775807",
        "99999999999999999999",
        "\"\"",
        "\" \"",
        "\"NaN\"",
        "\"nope\"",
        "\"0\"",
        "\"-1\"",
        "\"user\"",
        "\"user,item\"",
        "\"user as user\"",
        "\"poisson\"",
        "\"huber(delta=-1)\"",
        "\"huber(delta=0.25)\"",
        "\"gaussian\"",
        "\"bernoulli-logit\"",
        "\"gamma\"",
        "\"negative-binomial(k=1e308)\"",
        "\"zero\"",
        "\"missing\"",
        "\"time limit\"",
        "\"../../etc/passwd\"",
        "\"/etc/passwd using user\"",
        "\"<script>alert(1)</script>\"",
        "\"\\u0000\"",
        "\"%s%n\"",
        "\"${env:HOME}\"",
        "\"java_method('java.lang.System', 'exit', '77')\"",
        "\"(select 1)\"",
        "\"((((\"",
        "\"upper(user) as user\"",
        "[]",
        "{}",
        "[null]",
        "[[]]",
        "[1, 2]",
        "[-1]",
        "[\"a\"]",
        "[\"a\", \"a\", \"a\"]",
        "[1e400]",
        "{\"a\": null}",
        "[\"user\", \"item\", \"hour\"]",
        "[\"user\", \"user\", \"user\"]",
        "[null, \"b\", 3]",
        "[true, {}, []]"
    };

    @TempDir
    Path folder;

    private final ExecutorService worker = Executors.newSingleThreadExecutor();
    private Path data;
    private Path lines;
    private Path other;

    @Test
    void seed_1() throws Exception {
        TestFiles.session();
        data = TestFiles.write(
                folder.resolve("t.csv"), "user,item,hour,n\nann,ant,1,2\nbob,bee,2,1\ncyd,cat,1,4\nann,bee,2,1\n");
        lines = TestFiles.write(folder.resolve("t.tns"), "1 1 1 2\n2 2 1 1\n3 1 2 4\n2 3 2 1\n3 4 1 2\n");
        other = Run.store(Models.labelled(), folder.resolve("other"));
        List<Path> models = List.of(
                Run.store(kept(Models.labelled(), false), folder.resolve("labelled")),
                Run.store(
                        kept(Models.plain(Models.ktensor(1, 6, 3, 4, 2), "gaussian"), true), folder.resolve("biases")));
        Random random = new Random(Long.getLong("polyad.seed", 1));
        for (int i = 0; i < MUTATIONS; i++) {
            Path model = models.get(random.nextInt(models.size()));
            Path json = model.resolve("model.json");
            byte[] valid = Files.readAllBytes(json);
            byte[] mutated = MAPPER.writeValueAsBytes(mutated(MAPPER.readTree(valid), random));
            Files.write(json, mutated);
            List<List<Object>> commands = commands(model);
            List<Object> command = commands.get(random.nextInt(commands.size()));
            check("mutation " + i + " " + command + " " + new String(mutated), command);
            Files.write(json, valid);
        }
        worker.shutdownNow();
    }

    /** With all options that commands look at later. */
    private static Model kept(Model model, boolean biases) {
        Map<String, Object> options = new LinkedHashMap<>();
        if (!biases) {
            options.put("columns", List.of("user", "item", "hour"));
            options.put("value", "n");
            options.put("weight", "n");
        }
        options.put("nulls", "fail");
        options.put("duplicates", "sum");
        options.put("index-base", 1);
        options.put("indices", biases);
        options.put("biases", biases);
        options.put("confidence", 2.0);
        options.put("regularization", List.of(0.1, 0.2, 0.3));
        options.put("input", "t.csv");
        options.put("method", "newton");
        ModelInfo info = model.info();
        ModelInfo with = new ModelInfo(
                info.polyadVersion(),
                info.loss(),
                info.unlisted(),
                info.modes(),
                info.objective(),
                info.stopReason(),
                info.iterations(),
                info.seed(),
                options);
        double[][] scales = new double[model.ktensor().order()][model.ktensor().rank()];
        return new Model(model.ktensor(), with, model.labels(), model.entries(), model.trace(), scales);
    }

    private List<List<Object>> commands(Path model) {
        List<List<Object>> commands = new ArrayList<>();
        for (Path input : List.of(data, lines)) {
            commands.add(List.of("evaluate", "--model", model, "--input", input, "--cold-start", "drop", "--json"));
            commands.add(List.of(
                    "predict", "--model", model, "--input", input, "--output", folder.resolve("p.csv"), "--overwrite"));
            commands.add(List.of(
                    "report", "--model", model, "--input", input, "--output", folder.resolve("r.html"), "--overwrite"));
            commands.add(List.of(
                    "recommend",
                    "--model",
                    model,
                    "--user-mode",
                    0,
                    "--item-mode",
                    1,
                    "--exclude-seen",
                    input,
                    "--output",
                    folder.resolve("l.csv"),
                    "--overwrite"));
        }
        commands.add(List.of(
                "fit",
                "--init",
                model,
                "--input",
                data,
                "--columns",
                "user,item,hour",
                "--value",
                "n",
                "--rank",
                2,
                "--loss",
                "poisson",
                "--unlisted",
                "zero",
                "--max-iterations",
                1,
                "--output",
                folder.resolve("m"),
                "--overwrite"));
        commands.add(List.of(
                "fit",
                "--resume",
                "--input",
                lines,
                "--rank",
                1,
                "--loss",
                "poisson",
                "--unlisted",
                "zero",
                "--max-iterations",
                1,
                "--output",
                model));
        commands.add(List.of("show", "--model", model));
        commands.add(List.of("show", "--model", model, "--json"));
        commands.add(List.of("export", "--model", model, "--output", folder.resolve("x.ktensor"), "--overwrite"));
        commands.add(List.of(
                "import",
                "--input",
                folder.resolve("x.ktensor"),
                "--like",
                model,
                "--output",
                folder.resolve("i"),
                "--overwrite"));
        commands.add(List.of("compare", "--model", model, "--with", other, "--json"));
        commands.add(List.of("compare", "--model", other, "--with", model));
        return commands;
    }

    private void check(String what, List<Object> command) throws Exception {
        Running run;
        try {
            run = worker.submit(() -> call(command)).get(PATIENCE, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(what + " hangs", e);
        }
        long errors =
                run.err().lines().filter(line -> line.startsWith("polyad: ")).count();
        boolean diverged = run.code() == ExitCodes.UNFINISHED && run.err().contains("diverged");
        boolean fine = run.code() == ExitCodes.DONE || diverged || run.code() == ExitCodes.WRONG_INPUT && errors == 1;
        assertThat(fine && !run.err().contains("\tat "))
                .as(what + ", exit " + run.code() + ": " + run.err())
                .isTrue();
        if (command.contains("--json") && run.code() == ExitCodes.DONE) {
            for (String line : run.out().lines().toList()) {
                assertThat(MAPPER.readTree(line).isObject()).as(what).isTrue();
            }
        }
    }

    private static Running call(List<Object> command) {
        try {
            return Running.of(command.toArray());
        } catch (Error e) {
            java.io.StringWriter err = new java.io.StringWriter();
            return new Running(Errors.report(e, new java.io.PrintWriter(err)), "", err.toString());
        }
    }

    /** One to three places with something else in them, or nothing, or twice as much. */
    private static JsonNode mutated(JsonNode root, Random random) throws Exception {
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            List<JsonNode> inner = new ArrayList<>();
            collect(root, inner);
            JsonNode at = inner.get(random.nextInt(inner.size()));
            JsonNode value = MAPPER.readTree(VALUES[random.nextInt(VALUES.length)]);
            if (at instanceof ObjectNode object && !object.isEmpty()) {
                List<String> names = new ArrayList<>();
                object.fieldNames().forEachRemaining(names::add);
                String name = names.get(random.nextInt(names.size()));
                switch (random.nextInt(8)) {
                    case 0 -> object.remove(name);
                    case 1 -> object.set("where", value);
                    case 2 -> object.set("join", value);
                    default -> object.set(name, value);
                }
            } else if (at instanceof ArrayNode array && !array.isEmpty()) {
                int place = random.nextInt(array.size());
                switch (random.nextInt(4)) {
                    case 0 -> array.remove(place);
                    case 1 -> array.add(value);
                    default -> array.set(place, value);
                }
            }
        }
        return root;
    }

    /** Objects and arrays; those near the root more often, which have more keys that are read. */
    private static void collect(JsonNode node, List<JsonNode> into) {
        if (node.isContainerNode()) {
            into.add(node);
            if (node.isObject()) {
                into.add(node);
                into.add(node);
            }
            node.forEach(child -> collect(child, into));
        }
    }
}
