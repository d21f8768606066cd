package org.polyad.deploy;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** deploy/polyad in a home of its own, where java, mvn and spark-submit only say what they were called with. */
class LauncherTest {
    private static final String JAR = "spark-jobs/target/polyad-spark-jobs_2.13-9-all.jar";
    private static final String ARCHIVE = "spark-jobs/target/polyad-17.0.1.jsa";
    private static final String SAY = "#!/bin/sh\nprintf '%s\\n' \"$0\" \"$@\"\n";

    /** From Java 24 on the JVM warns of it. */
    private static final String REMOVED = "--add-opens=java.base/sun.security.action=ALL-UNNAMED";

    @TempDir
    Path temporary;

    private Path home;

    @BeforeEach
    void makeHome() throws IOException {
        home = temporary.resolve("a home"); // with a space
        for (String name : List.of("deploy/polyad", "conf/spark-defaults.conf")) {
            Path copy = home.resolve(name);
            Files.createDirectories(copy.getParent());
            Files.copy(Path.of("..").resolve(name), copy);
        }
        write("pom.xml", "");
        write("core/pom.xml", "");
        write("core/src/main/java/A.java", "");
        write("spark-jobs/pom.xml", "");
        write("spark-jobs/src/main/java/B.java", "");
        write("spark-jobs/target/jvm.options", "--add-modules=a\n  --add-opens=b\n" + REMOVED + "\n");
        write("spark-jobs/target/classpath.txt", write("spark.jar", "") + ":other.jar");
        write("jdk/release", "JAVA_VERSION=\"17.0.1\"\n");
        script("jdk/bin/java", SAY);
        script("jdk/bin/javac", "");
        write(ARCHIVE, "");
        script("bin/mvn", "#!/bin/sh\necho built >>\"" + home + "/builds\"\ntouch \"" + home.resolve(JAR) + "\"\n");
        write(JAR, "");
        age(".", 100);
        age(JAR, 50);
    }

    @Test
    void embedded_spark_gets_its_settings_as_properties_and_the_command_line_wins() throws Exception {
        Run run = polyad(
                "--master", "local[2]", "--conf", "spark.x=a b", "--conf=spark.app.name=mine", "fit", "--master");
        assertThat(run.code).isZero();
        assertThat(run.err).isEmpty();
        assertThat(run.out)
                .startsWith(home.resolve("jdk/bin/java").toString(), "--add-modules=a", "--add-opens=b")
                .contains("-Dspark.master=local[2]", "-Dspark.x=a b", "-Dspark.ui.enabled=false")
                .containsSubsequence("-Dspark.app.name=polyad", "-Dspark.app.name=mine")
                .endsWith(
                        "-cp",
                        home.resolve(JAR) + ":" + home.resolve("spark.jar") + ":other.jar",
                        "org.polyad.jobs.Polyad",
                        "fit",
                        "--master");
    }

    @Test
    void memory_is_the_machine_s_or_what_was_asked_for() throws Exception {
        assertThat(polyad("fit").out).contains("-XX:MaxRAMPercentage=75", "-Dspark.master=local[*]");
        assertThat(polyad("--driver-memory", "3g", "fit").out).contains("-Xmx3g");
        assertThat(polyad("--conf", "spark.driver.memory=3g", "fit").out).contains("-Xmx3g");
        assertThat(polyad("--executor-memory", "3g", "fit").out).contains("-Dspark.executor.memory=3g");
    }

    @Test
    void executors_elsewhere_are_sent_the_jar() throws Exception {
        assertThat(polyad("--master", "spark://m:7077", "fit").out).contains("-Dspark.jars=" + home.resolve(JAR));
    }

    @Test
    void a_spark_installation_is_called_through_spark_submit() throws Exception {
        script("spark/bin/spark-submit", SAY + "echo \"$SPARK_SUBMIT_OPTS\"\n");
        Run run = polyad(
                Map.of("SPARK_HOME", home.resolve("spark").toString()), "--master", "yarn", "fit", "--rank", "2");
        assertThat(run.out)
                .containsSubsequence(
                        "--properties-file",
                        home.resolve("conf/spark-defaults.conf").toString())
                .containsSubsequence("--class", "org.polyad.jobs.Polyad", "--master", "yarn")
                .containsSubsequence(home.resolve(JAR).toString(), "fit", "--rank", "2")
                .last()
                .asString()
                .contains("\"-Dlog4j2.configurationFile=" + home + "/conf/log4j2.properties\"");
    }

    @Test
    void a_spark_home_of_jars_alone_will_do() throws Exception {
        write("spark/jars/a.jar", "");
        Run run = polyad(Map.of("SPARK_HOME", home.resolve("spark").toString()), "--driver-memory", "3g", "fit");
        assertThat(run.out)
                .contains("-Xmx3g", "--add-modules=a")
                .containsSubsequence("-cp", home + "/spark/jars/*", "org.apache.spark.deploy.SparkSubmit")
                .endsWith(home.resolve(JAR).toString(), "fit");
        String spark = home.resolve("spark").toString();
        assertThat(polyad(Map.of("SPARK_HOME", spark, "HADOOP_CONF_DIR", "/h", "YARN_CONF_DIR", "/y"), "fit").out)
                .containsSubsequence("-cp", home + "/spark/jars/*:/h:/y", "org.apache.spark.deploy.SparkSubmit");
    }

    @Test
    void a_driver_on_the_cluster_gets_the_modules_too() throws Exception {
        write("spark/jars/a.jar", "");
        Map<String, String> spark = Map.of("SPARK_HOME", home.resolve("spark").toString());
        String modules = "spark.driver.extraJavaOptions=--add-modules=a --add-opens=b " + REMOVED;
        assertThat(polyad(spark, "--conf", "spark.submit.deployMode=cluster", "fit").out)
                .containsSubsequence("--conf", modules, "--conf", "spark.submit.deployMode=cluster");
        assertThat(polyad(spark, "fit").out).doesNotContain(modules);
    }

    @Test
    void settings_with_secrets_come_from_a_file() throws Exception {
        write("spark/jars/a.jar", "");
        String secure = write("secure.conf", "spark.authenticate.secret s3cret").toString();
        Run run = polyad(
                Map.of("SPARK_HOME", home.resolve("spark").toString(), "POLYAD_CONF", secure), "fit", "--rank", "2");
        assertThat(run.out)
                .containsSubsequence("--properties-file", secure, "--load-spark-defaults")
                .noneMatch(word -> word.contains("s3cret"));
        assertError(polyad(Map.of("POLYAD_CONF", secure), "fit"), "polyad: POLYAD_CONF needs SPARK_HOME");
    }

    @Test
    void the_jars_are_built_when_a_source_is_newer_and_only_then() throws Exception {
        assertThat(polyad("fit").err).isEmpty();
        assertThat(home.resolve("builds")).doesNotExist();
        age("core/src/main/java/A.java", 10);
        assertThat(polyad("fit").err).containsExactly("polyad: building the jars");
        assertThat(polyad("fit").err).isEmpty();
        Files.delete(home.resolve("spark-jobs/src/main/java/B.java"));
        assertThat(polyad("fit").err).containsExactly("polyad: building the jars");
        assertThat(home.resolve("builds")).hasContent("built\nbuilt");
    }

    @Test
    void of_two_that_need_the_jars_one_builds() throws Exception {
        Files.delete(home.resolve(JAR));
        Process first = start(Map.of(), "fit");
        Process second = start(Map.of(), "fit");
        assertThat(first.waitFor() + second.waitFor()).isZero();
        assertThat(home.resolve("builds")).hasContent("built");
    }

    @Test
    void a_failed_build_shows_its_output() throws Exception {
        script("bin/mvn", "#!/bin/sh\necho does not compile\nexit 1\n");
        Files.delete(home.resolve(JAR));
        Run run = polyad("fit");
        assertThat(run.code).isEqualTo(1);
        assertThat(run.err).endsWith("does not compile", "polyad: the build failed");
    }

    @Test
    void what_is_missing_is_said_in_one_line() throws Exception {
        assertError(polyad("--master"), "polyad: --master needs a value");
        assertError(polyad("--conf", "x", "fit"), "polyad: --conf needs key=value, but it is x");
        write("jdk/release", "JAVA_VERSION=\"11.0.2\"\n");
        assertError(polyad("fit"), "polyad: Java 17 or later is needed, but " + home + "/jdk/bin/java is version 11");
        assertError(
                polyad(Map.of("JAVA_HOME", "/no"), "fit"),
                "polyad: Java 17 or later is needed, but there is no /no/bin/java");
    }

    @Test
    void a_java_that_cannot_compile_will_do_for_jars_that_are_there() throws Exception {
        Files.delete(home.resolve("jdk/bin/javac"));
        assertThat(polyad("fit").code).isZero();
        Files.delete(home.resolve(JAR));
        assertError(
                polyad("fit"),
                "polyad: the jars must be built, but " + home.toRealPath()
                        + "/jdk has no compiler: install a JDK, or set JAVA_HOME to one");
    }

    @Test
    void the_package_that_java_24_removed_is_not_opened_there() throws Exception {
        assertThat(polyad("fit").out).contains("--add-opens=b", REMOVED);
        java("25.0.3");
        assertThat(polyad("fit").out).contains("--add-opens=b").doesNotContain(REMOVED);
        java("23");
        assertThat(polyad("fit").out).contains("--add-opens=b", REMOVED);
    }

    @Test
    void each_release_of_java_makes_its_own_archive_of_classes_once() throws Exception {
        String archive = "spark-jobs/target/polyad-25.0.3.jsa";
        script(
                "jdk/bin/java",
                "#!/bin/sh\nfor a; do case $a in *AtExit=*) echo made >>\"${a#*=}\" ;; *) echo \"$a\" ;; esac; done\n");
        assertThat(polyad("fit").out).noneMatch(word -> word.startsWith("-XX:SharedArchiveFile"));
        java("25.0.3");
        for (int run = 0; run < 2; run++) {
            assertThat(polyad("fit").out)
                    .contains("-XX:SharedArchiveFile=" + home.resolve(archive))
                    .containsOnlyOnce("fit");
        }
        assertThat(home.resolve(archive)).hasContent("made");
        assertThat(home.resolve(ARCHIVE)).isEmptyFile();
        age("core/src/main/java/A.java", 10);
        polyad("fit");
        assertThat(home.resolve(ARCHIVE)).doesNotExist();
        assertThat(home.resolve(archive)).hasContent("made");
    }

    @Test
    void java_24_needs_a_hadoop_that_runs_on_it() throws Exception {
        write("spark/jars/spark-core_2.13-4.1.0.jar", "");
        Path hadoop = write("spark/jars/hadoop-client-api-3.4.2.jar", "");
        Map<String, String> spark = Map.of("SPARK_HOME", home.resolve("spark").toString());
        assertThat(polyad(spark, "fit").code).isZero();
        java("24.0.1");
        assertError(
                polyad(spark, "fit"),
                "polyad: Java 24 needs Hadoop 3.4.3 or later, but Spark 4.1.0 in SPARK_HOME has Hadoop 3.4.2: set JAVA_HOME to Java 17 or 21");
        Files.move(hadoop, hadoop.resolveSibling("hadoop-client-api-3.4.10.jar"));
        assertThat(polyad(spark, "fit").code).isZero();
    }

    @Test
    void a_spark_that_will_not_do_is_refused() throws Exception {
        Map<String, String> spark = Map.of("SPARK_HOME", home.resolve("spark").toString());
        Path core = write("spark/jars/spark-core_2.12-4.0.0.jar", "");
        String wrong = "polyad: Polyad needs Spark 4.0 or later for Scala 2.13, but SPARK_HOME has Spark ";
        assertError(polyad(spark, "fit"), wrong + "4.0.0 for Scala 2.12: " + home + "/spark");
        Files.move(core, core.resolveSibling("spark-core_2.13-3.5.6.jar"));
        assertError(polyad(spark, "fit"), wrong + "3.5.6 for Scala 2.13: " + home + "/spark");
        Files.move(core.resolveSibling("spark-core_2.13-3.5.6.jar"), core.resolveSibling("spark-core_2.13-4.1.0.jar"));
        assertThat(polyad(spark, "fit").code).isZero();
        assertError(
                polyad(spark, "--master", "yarn", "fit"),
                "polyad: --master yarn needs Spark's YARN module, but SPARK_HOME has no spark-yarn: " + home
                        + "/spark");
        assertError(
                polyad("--master", "yarn", "fit"),
                "polyad: --master yarn needs SPARK_HOME: the embedded Spark has no YARN module");
    }

    @Test
    void the_exit_code_is_that_of_java() throws Exception {
        script("jdk/bin/java", "#!/bin/sh\nexit 3\n");
        assertThat(polyad("fit").code).isEqualTo(3);
    }

    private void java(String release) throws IOException {
        write("jdk/release", "JAVA_VERSION=\"" + release + "\"\n");
    }

    private static void assertError(Run run, String line) {
        assertThat(run.code).isEqualTo(2);
        assertThat(run.err).containsExactly(line);
        assertThat(run.out).isEmpty();
    }

    private record Run(int code, List<String> out, List<String> err) {}

    private Run polyad(String... arguments) throws Exception {
        return polyad(Map.of(), arguments);
    }

    private Run polyad(Map<String, String> environment, String... arguments) throws Exception {
        Process process = start(environment, arguments);
        int code = process.waitFor();
        return new Run(
                code,
                lines(process.getInputStream().readAllBytes()),
                lines(process.getErrorStream().readAllBytes()));
    }

    private Process start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("bash", home.resolve("deploy/polyad").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(temporary.toFile());
        builder.environment().remove("SPARK_HOME");
        builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        builder.environment().merge("PATH", home + "/bin", (path, bin) -> bin + ":" + path);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static List<String> lines(byte[] text) {
        return new String(text, StandardCharsets.UTF_8).lines().toList();
    }

    private Path write(String name, String text) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private void script(String name, String text) throws IOException {
        Files.setPosixFilePermissions(write(name, text), fromString("rwxr-xr-x"));
    }

    /** Sets the time of a file, or of all in a folder, to some seconds ago. */
    private void age(String name, int seconds) throws IOException {
        FileTime time = FileTime.from(Instant.now().minusSeconds(seconds));
        try (var files = Files.walk(home.resolve(name))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.setLastModifiedTime(file, time);
            }
        }
    }
}
