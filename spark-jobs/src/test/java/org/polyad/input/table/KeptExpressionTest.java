package org.polyad.input.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyad.jobs.ExitCodes;
import org.polyad.jobs.Run;
import org.polyad.jobs.Running;
import org.polyad.jobs.TestFiles;
import org.polyad.store.Models;
import org.polyad.store.StoredModel;
import scala.jdk.javaapi.CollectionConverters;

/** Whoever may write a model's folder may not run anything where it is read. */
class KeptExpressionTest {
    private static final List<String> COLUMNS = List.of("a", "b", "t", "user");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hour(t) as hour",
                "date_format(timestamp_seconds(a), 'yyyy-MM') as month",
                "a = 2013 and b <> 3 or not a >= 2",
                "a between 1 and 2",
                "a in (1, 2) and b is not null",
                "t like 'x%' or t rlike 'y'",
                "t like any ('x', 'y')",
                "case when a > 1 then 'x' else 'y' end",
                "cast(a as int) + a::double - try_cast(b as bigint)",
                "extract(hour from t)",
                "substring(t from 1 for 2) || trim(both 'x' from t)",
                "floor(log2(1 + a)) % 3",
                "split(t, '-')[0]",
                "coalesce(a, b, 0)",
                "date_trunc('month', t)",
                "timestampdiff(DAY, t, t)",
                "-a * (+b) / 2 div 3 & 1",
                "date'2020-01-01' < t",
                "concat(user, '-', `a`)",
                "if(a <=> b, upper(t), lower(t))",
                "true"
            })
    void what_only_computes_may_run(String text) {
        assertThat(KeptExpression.forbidden(text, COLUMNS)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java_method('java.lang.System', 'exit', '77') is not null",
                "JAVA_METHOD('java.lang.System', 'exit', '77')",
                "`java_method`('java.lang.System', 'exit', '77')",
                "system.builtin.java_method('java.lang.System', 'exit', '77')",
                "upper(reflect('java.lang.System', 'getenv', 'HOME')) as day",
                "case when a > 1 then try_reflect('java.lang.System', 'getenv') else 1 end",
                "a + (b in (1, length(reflect('x', 'y'))))",
                "IDENTIFIER('java_method')('java.lang.System', 'exit', '77')",
                "IDENTIFIER('a')",
                "(select max(value) from text.`/etc/passwd`)",
                "a in (select value from csv.`/etc/passwd`)",
                "exists(select * from read_files('/etc'))",
                "read_files('/etc')",
                "'${env:HOME}' = a",
                "a = '${system:user.home}'",
                "xpath_string('<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>', 'a')",
                "from_xml(t, 'a int')",
                "from_avro(t, '{}')",
                "from_protobuf(t, 'M', '/etc/passwd')",
                "current_user",
                "current_user() = 'root'",
                "session_user()",
                "input_file_name()",
                "version()",
                "rand() < 0.5",
                "uuid()",
                "my_udf(a)",
                "default.my_udf(a)",
                "sum(a) over (partition by b)",
                "count(*)",
                "*",
                "explode(split(t, ','))",
                "transform(split(t, ','), x -> java_method('x', 'y'))",
                "filter(array(1), x -> true)",
                "raise_error('x')",
                ":p",
                "?",
                "a collate UNICODE",
                "",
                "((((",
                "1; drop table x"
            })
    void what_does_anything_else_may_not(String text) {
        assertThat(KeptExpression.forbidden(text, COLUMNS)).isPresent();
    }

    @Test
    void what_is_too_long_or_too_deep_may_not() {
        assertThat(KeptExpression.forbidden("(".repeat(2000) + "a" + ")".repeat(2000), COLUMNS))
                .isPresent();
        assertThat(KeptExpression.forbidden("a" + " + a".repeat(5000), COLUMNS)).isPresent();
        assertThat(KeptExpression.forbidden("not ".repeat(1000) + "a", COLUMNS)).isNotNull();
    }

    /** Whatever Spark brings or will bring: of the groups that call, read, draw or parse XML nothing is on the list. */
    @Test
    void no_function_of_a_dangerous_group_may_run() {
        var builtin = org.apache.spark.sql.catalyst.analysis.FunctionRegistry$.MODULE$.builtin();
        List<String> groups = List.of(
                "misc_funcs",
                "xml_funcs",
                "avro_funcs",
                "protobuf_funcs",
                "generator_funcs",
                "agg_funcs",
                "window_funcs",
                "lambda_funcs");
        for (FunctionIdentifier id : CollectionConverters.asJava(builtin.listFunction())) {
            if (groups.contains(builtin.lookupFunction(id).get().getGroup())) {
                assertThat(KeptExpression.forbidden("`" + id.funcName() + "`(a)", COLUMNS))
                        .as(id.funcName())
                        .isPresent();
            }
        }
    }

    /** Through every command that reads a table for a model, in every option that the model keeps. */
    @Test
    void no_command_runs_what_a_model_says() throws Exception {
        TestFiles.session();
        String attack = "java_method('java.lang.System', 'setProperty', 'polyad.attacked', '%s') as %s";
        Path data = TestFiles.write(folder.resolve("t.csv"), "user,item,hour,n\nann,ant,1,2\nbob,bee,2,1\n");
        for (String key : List.of("where", "value", "weight", "columns", "modes", "join")) {
            Path model = Run.store(labelled(), folder.resolve("model-" + key));
            ObjectNode json = json(model);
            ObjectNode options = json.putObject("options");
            options.putArray("columns").add("user").add("item").add("hour");
            String bad = attack.formatted(
                    key, key.equals("where") ? "x" : key.equals("columns") || key.equals("modes") ? "hour" : "n2");
            switch (key) {
                case "columns" ->
                    options.putArray("columns").add("user").add("item").add(bad.replace("as hour", "as z"));
                case "modes" -> {
                    options.removeAll();
                    json.putArray("modes").add("user").add("item").add(bad.replace("as hour", "as z"));
                }
                case "join" -> options.putArray("join").add("/etc/passwd using user");
                case "where" -> options.put("where", bad.replace(" as x", "") + " is not null");
                default -> options.put(key, bad);
            }
            Files.write(model.resolve("model.json"), new ObjectMapper().writeValueAsBytes(json));
            for (Map.Entry<String, List<Object>> command : commands(model, data).entrySet()) {
                Running run = Running.of(command.getValue().toArray());
                String what = key + ", " + command.getKey() + ": " + run.err();
                assertThat(System.getProperty("polyad.attacked")).as(what).isNull();
                boolean usesValues =
                        command.getKey().equals("evaluate") || command.getKey().equals("report");
                boolean reads =
                        switch (key) {
                            case "modes" -> true;
                            case "where", "columns" -> !command.getKey().equals("recommend");
                            case "value", "weight" -> usesValues;
                            default -> false;
                        };
                if (reads) {
                    assertThat(run.code()).as(what).isEqualTo(ExitCodes.WRONG_INPUT);
                    assertThat(run.err())
                            .startsWith("polyad: the model's expression 'java_method(")
                            .contains("calls java_method, which a model may not")
                            .hasLineCount(1);
                }
                assertThat(run.code()).as(what).isIn(ExitCodes.DONE, ExitCodes.WRONG_INPUT);
                assertThat(run.err()).as(what).doesNotContain("\tat ");
            }
        }
    }

    /** The user's own words run, whatever they call. */
    @Test
    void what_the_user_types_runs() throws Exception {
        TestFiles.session();
        Path data = TestFiles.write(folder.resolve("t.csv"), "user,item,hour,n\nann,ant,1,2\nbob,bee,2,1\n");
        Path model = Run.store(labelled(), folder.resolve("model"));
        ObjectNode json = json(model);
        json.withObject("options").putArray("columns").add("user").add("item").add("hour");
        Files.write(model.resolve("model.json"), new ObjectMapper().writeValueAsBytes(json));
        Running run = Running.of(
                "evaluate",
                "--model",
                model,
                "--input",
                data,
                "--json",
                "--where",
                "java_method('java.lang.Math', 'abs', n) is not null");
        assertThat(run.code()).as(run.err()).isZero();
    }

    /** With labels in each mode. */
    private static StoredModel labelled() {
        StoredModel model = Models.labelled();
        String[][] labels = model.labels().clone();
        labels[2] = new String[] {"1", "2"};
        return new StoredModel(model.ktensor(), model.info(), labels, model.trace());
    }

    private ObjectNode json(Path model) throws Exception {
        return (ObjectNode)
                new ObjectMapper().readTree(model.resolve("model.json").toFile());
    }

    private Map<String, List<Object>> commands(Path model, Path data) {
        return Map.of(
                "evaluate", List.of("evaluate", "--model", model, "--input", data),
                "predict",
                        List.of(
                                "predict",
                                "--model",
                                model,
                                "--input",
                                data,
                                "--output",
                                folder.resolve("p.csv"),
                                "--overwrite"),
                "report",
                        List.of(
                                "report",
                                "--model",
                                model,
                                "--input",
                                data,
                                "--output",
                                folder.resolve("r.html"),
                                "--overwrite"),
                "recommend",
                        List.of(
                                "recommend",
                                "--model",
                                model,
                                "--user-mode",
                                0,
                                "--item-mode",
                                1,
                                "--exclude-seen",
                                data,
                                "--output",
                                folder.resolve("l.csv"),
                                "--overwrite"));
    }
}
