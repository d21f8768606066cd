package org.polyad.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyad.spark.Models;
import picocli.CommandLine;

/** Files made to do harm: more than memory holds in a few bytes, names that lead out of a folder, scripts. */
class HostileInputTest {
    @TempDir
    Path folder;

    private static void refused(Running run, String... says) {
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCodes.WRONG_INPUT);
        assertThat(run.err()).startsWith("polyad: ").hasLineCount(1).contains(says);
    }

    private Running fit(Path file, Object... more) {
        Object[] args = {
            "fit",
            "--input",
            file,
            "--output",
            folder.resolve("m"),
            "--rank",
            1,
            "--loss",
            "poisson",
            "--unlisted",
            "zero"
        };
        Object[] all = Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return Running.of(all);
    }

    private Path bomb(String name, char filled, int megabytes) throws IOException {
        byte[] block = new byte[1 << 20];
        Arrays.fill(block, (byte) filled);
        Path file = folder.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16)) {
            for (int k = 0; k < megabytes; k++) {
                out.write(block);
            }
        }
        assertThat(Files.size(file)).isLessThan(megabytes * 2000L);
        return file;
    }

    @Test
    void a_small_gz_that_becomes_huge() throws IOException {
        refused(fit(bomb("line.tns.gz", '1', 40)), "line.tns.gz:1: ", "longer than 16 MiB");
        refused(fit(bomb("empty.tns.gz", '\n', 200)), "empty.tns.gz has no entries");
        refused(fit(bomb("line.csv.gz", 'x', 40), "--columns", "a,b"), "line.csv.gz");
        refused(fit(bomb("quote.csv.gz", '"', 40), "--columns", "a,b"), "quote.csv.gz");
        Path text = bomb("line.ktensor.gz", '1', 40);
        refused(Running.of("import", "--input", text, "--output", folder.resolve("m")), "longer than 16 MiB");
        assertThat(folder.resolve("m")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ktensor\n3\n2000000000 2000000000 2000000000\n1\n1\n",
                "ktensor\n3\n500000000 500000000 500000000\n1\n1\nmatrix\n2\n500000000 1\n1\n",
                "ktensor\n65537\n",
                "ktensor\n2\n1 1\n2147483000\n1 1 1\n",
                "ktensor\n2\n99999999999999999999 1\n1\n1\n",
                "ktensor\n2\n1 1\n1\nNaN\nmatrix\n2\n1 1\n1\nmatrix\n2\n1 1\n1\n"
            })
    void a_header_of_billions(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("t.ktensor"), text);
        refused(Running.of("import", "--input", file, "--output", folder.resolve("m")), "t.ktensor:");
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775807 1 1, :1: ",
        "99999999999999999999999999999999999999 1 1, :1: ",
        "2147483647 2147483647 1, :1: ",
        "1 1 NaN, :1: ",
        "1 1 1e999, :1: ",
        "1 1 -Infinity, :1: "
    })
    void a_number_beyond_all_others(String line, String says) throws IOException {
        refused(fit(Files.writeString(folder.resolve("t.tns"), line + "\n")), says);
    }

    @Test
    void options_that_do_not_end() throws IOException {
        Path file = folder.resolve("t.tns");
        Files.writeString(file, "1 1 1\n");
        Path conf = Files.writeString(folder.resolve("long.conf"), "rank = " + "1".repeat(3 << 20));
        refused(fit(file, "--config", conf), "long.conf", "longer than 1 MiB");
        refused(fit(file, "--config", folder), folder.toString());
        if (Files.exists(Path.of("/dev/zero"))) {
            refused(fit(file, "--config", "/dev/zero"), "longer than 1 MiB");
        }
    }

    /** A model's texts name files nowhere, and stand in a page as text. */
    @Test
    void a_model_whose_names_lead_elsewhere() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        Path model = Run.store(Models.labelled(), home.resolve("model"));
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode json =
                (ObjectNode) mapper.readTree(model.resolve("model.json").toFile());
        String script = "<script>alert(1)</script>";
        json.putArray("modes").add("../../stolen").add("/etc/stolen").add(script);
        json.putObject("options").put("input", "../../stolen").put("output", "/etc/stolen");
        Files.write(model.resolve("model.json"), mapper.writeValueAsBytes(json));
        Path page = home.resolve("page.html");
        for (List<Object> command : List.<List<Object>>of(
                List.of("show", "--model", model),
                List.of("report", "--model", model, "--output", page),
                List.of("export", "--model", model, "--output", home.resolve("text")))) {
            Running run = Running.of(command.toArray());
            assertThat(run.code()).as(run.err()).isZero();
        }
        assertThat(Files.readString(page)).contains("../../stolen").doesNotContain(script);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(home);
        }
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files).containsExactlyInAnyOrder(model, page, home.resolve("text"));
        }
    }

    @Test
    void a_model_that_claims_billions() throws Exception {
        Path model = Run.store(Models.labelled(), folder.resolve("model"));
        Path file = model.resolve("model.json");
        String valid = Files.readString(file);
        for (String lie : List.of(
                valid.replaceFirst("(?s)\"shape\" : \\[.*?\\]", "\"shape\" : [2147483647, 2147483647, 2147483647]"),
                valid.replaceFirst("\"rank\" : \\d+", "\"rank\" : 2147483647"),
                valid.replaceFirst("(?s)\"lambda\" : \\[.*?\\]", "\"lambda\" : [" + "1,".repeat(1 << 20) + "1]"),
                "[".repeat(1 << 20),
                "{\"shape\": " + "9".repeat(1 << 20) + "}")) {
            Files.writeString(file, lie);
            refused(Running.of("show", "--model", model), "model.json");
        }
    }

    @Test
    void passwords_are_said_nowhere() throws Exception {
        Path file = Files.writeString(folder.resolve("t.tns"), "1 1 1\n2 2 3\n");
        refused(fit(file, "--checkpoint", "file://ann:hunter2@host/c"), "file://ann:***@host/c");
        CommandLine polyad = Polyad.commandLine();
        polyad.parseArgs("fit", "--input", "ftp://ann:hunter2@host/t.tns", "--output", "m", "--rank", "1");
        CommandLine fit = polyad.getSubcommands().get("fit");
        assertThat(Settings.of(fit.getCommandSpec())).containsEntry("input", "ftp://ann:***@host/t.tns");
        assertThat(Shown.withoutSecrets("in hdfs://ann:hunter2@h:8020/x, ftp://b:c:d@e/f@g and s3a://bucket/a:b@c"))
                .isEqualTo("in hdfs://ann:***@h:8020/x, ftp://b:***@e/f@g and s3a://bucket/a:b@c");
        assertThat(Shown.withoutSecrets("https://a.blob/c/t.csv?sv=2024&sig=ab%2Fc&se=1: 403, http://h/f?token=T0p#x"
                        + " https://s3/t?X-Amz-Credential=AK/2&X-Amz-Signature=beef&part=1"))
                .isEqualTo("https://a.blob/c/t.csv?sv=2024&sig=***&se=1: 403, http://h/f?token=***#x"
                        + " https://s3/t?X-Amz-Credential=***&X-Amz-Signature=***&part=1");
        String signed = "https://host.invalid/t.tns?sig=hunter2";
        assertThat(Running.of("fit", "--input", signed, "--output", folder.resolve("m"), "--rank", 1)
                        .err())
                .doesNotContain("hunter2");
    }
}
