package org.polyad.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same fit by this Java and by another that stands beside it on the machine; skipped where there is none. */
class TwoJavasTest {
    @TempDir
    Path folder;

    @Test
    void models_are_equal_to_the_bit() throws Exception {
        Optional<Path> other = otherJava();
        assumeTrue(other.isPresent(), "no other Java from 17 beside " + System.getProperty("java.home"));
        counts(folder.resolve("counts.tns"), 11);
        List<String[]> fits = List.of(
                new String[] {"--loss", "poisson", "--unlisted", "zero", "--engine", "spark", "--partitions", "2"},
                new String[] {"--loss", "poisson-log", "--unlisted", "missing", "--engine", "local"},
                new String[] {"--loss", "gaussian", "--unlisted", "zero", "--method", "lbfgsb"});
        for (String[] options : fits) {
            Map<String, byte[]> here = fit(Path.of(System.getProperty("java.home")), "here", options);
            Map<String, byte[]> there = fit(other.get(), "there", options);
            assertThat(here).hasSize(3);
            assertThat(there.keySet()).isEqualTo(here.keySet());
            here.forEach((name, bytes) -> assertThat(there.get(name))
                    .as(Arrays.toString(options) + ", " + name)
                    .isEqualTo(bytes));
        }
    }

    /** One of another version among the neighbours of this Java's home. */
    private static Optional<Path> otherJava() throws IOException {
        Path home = Path.of(System.getProperty("java.home")).toRealPath();
        if (home.getParent() == null) {
            return Optional.empty();
        }
        int here = Runtime.version().feature();
        try (Stream<Path> neighbours = Files.list(home.getParent())) {
            return neighbours
                    .filter(one -> Files.isExecutable(one.resolve("bin/java")) && Files.exists(one.resolve("release")))
                    .filter(one -> version(one) >= 17 && version(one) != here)
                    .sorted()
                    .findFirst();
        }
    }

    private static int version(Path home) {
        try {
            return Files.readAllLines(home.resolve("release")).stream()
                    .filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceAll("^[^\"]*\"(1\\.)?(\\d+).*", "$2"))
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** The factors' files by name. */
    private Map<String, byte[]> fit(Path java, String name, String... options) throws Exception {
        Path model = folder.resolve(name);
        List<String> command = new ArrayList<>(List.of(java.resolve("bin/java").toString()));
        command.addAll(
                List.of(Files.readString(Path.of("target/jvm.options")).strip().split("\\s+")));
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        command.addAll(List.of("-Xmx1g", "-Dspark.master=local[2]", "-Dspark.ui.enabled=false", "-cp", classPath));
        command.addAll(List.of("org.polyad.jobs.Polyad", "fit", "--input"));
        command.addAll(List.of(folder.resolve("counts.tns").toString(), "--output", model.toString(), "--overwrite"));
        command.addAll(List.of("--rank", "3", "--max-iterations", "5", "--tolerance", "0"));
        command.addAll(List.of(options));
        Path log = folder.resolve("log");
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        assertThat(code).as(() -> read(log)).isZero();
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> factors = Files.walk(model.resolve("factors"))) {
            for (Path file : (Iterable<Path>) factors::iterator) {
                if (file.toString().endsWith(".parquet")) {
                    files.put(model.relativize(file).toString(), Files.readAllBytes(file));
                }
            }
        }
        return files;
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void counts(Path file, long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= 30; i++) {
            for (int j = 1; j <= 20; j++) {
                text.append(i).append(' ').append(j).append(' ').append(1 + random.nextInt(8));
                text.append(' ').append(1 + random.nextInt(9)).append('\n');
            }
        }
        Files.writeString(file, text);
    }
}
