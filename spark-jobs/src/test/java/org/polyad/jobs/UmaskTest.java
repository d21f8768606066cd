package org.polyad.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may read what a command writes is what the user's umask says. */
class UmaskTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"077,rwx------,rw-------", "022,rwxr-xr-x,rw-r--r--"})
    void files_and_folders_follow_the_process(String umask, String folders, String files) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(arg -> arg.startsWith("--add") || arg.startsWith("-XX:+Ignore"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx1g", "-Dspark.master=local[1]", "-Dspark.ui.enabled=false"));
        command.add("-Dlog4j2.level=ERROR");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Commands.class.getName()));
        command.add(Files.createDirectory(folder.resolve("made")).toString());
        List<String> shell = new ArrayList<>(List.of("sh", "-c", "umask " + umask + "; exec \"$@\"", "sh"));
        shell.addAll(command);
        Process process = new ProcessBuilder(shell).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
        List<String> other = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder.resolve("made"))) {
            List<Path> written = all.skip(1).toList();
            assertThat(written).hasSizeGreaterThan(20);
            for (Path path : written) {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
                if (!mode.equals(Files.isDirectory(path) ? folders : files)) {
                    other.add(path + " " + mode);
                }
            }
        }
        assertThat(other).isEmpty();
    }

    /** Every command that writes. */
    static final class Commands {
        private Commands() {}

        public static void main(String[] args) throws IOException {
            String in = args[0] + "/t.csv";
            Files.writeString(Path.of(in), "u,i,n\n" + "a,x,3\nb,y,1\na,y,2\nb,x,5\nc,x,1\n".repeat(6));
            String model = args[0] + "/deep/model";
            String table = " --columns u,i --value n";
            run("fit --rank 1 --loss poisson --unlisted zero --engine spark --checkpoint-every 1 --input " + in
                    + " --output " + model + table);
            run("fit --rank 1 --loss poisson --unlisted zero --time-limit 0.0001 --input " + in + " --output " + args[0]
                    + "/broken" + table);
            run("predict --model " + model + " --input " + in + " --output " + args[0] + "/p.csv" + table);
            run("recommend --user-mode u --item-mode i --model " + model + " --output " + args[0] + "/r.json");
            run("export --model " + model + " --output " + args[0] + "/x.ktensor");
            run("import --input " + args[0] + "/x.ktensor --output " + args[0] + "/back");
            run("report --model " + model + " --output " + args[0] + "/r.html");
            run("split --input " + in + " --train " + args[0] + "/a.csv --test " + args[0] + "/b.csv");
            run("generate --dims 9,8 --rank 1 --nnz 20 --kind count --output " + args[0] + "/g.tns");
            run("generate --dims 9,8 --rank 1 --nnz 20 --kind count --output " + args[0] + "/g.parquet");
            run("experiment --ranks 1 --losses poisson --unlisted zero --holdout 0.2 --input " + in + " --output "
                    + args[0] + "/e" + table);
        }

        private static void run(String words) {
            Running run = Running.of((Object[]) words.split(" "));
            if (run.code() != ExitCodes.DONE && run.code() != ExitCodes.UNFINISHED) {
                System.out.println(words + ": " + run.err());
                System.exit(1);
            }
        }
    }
}
