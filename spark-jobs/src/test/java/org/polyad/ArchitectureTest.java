package org.polyad;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.polyad.jobs.Polyad;

/** The directions between the packages, core's among them, and what none of them does. */
@AnalyzeClasses(packages = "org.polyad", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    /** Of core, which {@code core}'s own test holds to this order. */
    private static final List<String> CORE = List.of(
            "names",
            "parallel",
            "sort",
            "random",
            "loss.batch",
            "loss",
            "tensor",
            "tensor.text",
            "linalg",
            "blocks",
            "sampling",
            "kernel",
            "kernel.vector",
            "model",
            "model.cp",
            "planted",
            "options",
            "cells",
            "engine",
            "run",
            "metrics",
            "ranking",
            "solver.start",
            "solver.newton",
            "solver.lbfgsb",
            "solver.stochastic",
            "solver",
            "moments");

    /** From the ground up: a package uses only packages above it in these lists. */
    private static final List<String> ROOMS = List.of(
            "text",
            "files",
            "store",
            "spark.session",
            "spark.entries",
            "spark.engine",
            "spark.planted",
            "spark.moments",
            "spark",
            "input.source",
            "input.table",
            "input.text",
            "input",
            "output",
            "topics",
            "report",
            "action",
            "experiment",
            "spark.ml.columns",
            "spark.ml.lists",
            "spark.ml.evaluation",
            "spark.ml.moments",
            "spark.ml",
            "jobs.flags",
            "jobs");

    /** What reads columns of MLlib's vectors. */
    private static final String MOMENTS = "org\\.polyad\\.(spark\\.moments\\..*|spark\\.ml\\.moments\\..*"
            + "|spark\\.ml\\.(SpectralLDA|MomentGaussianMixture|TopicEvaluator|TopicParams|MixtureParams|Documents|Samples).*)";

    @ArchTest
    static void packages_depend_one_way(JavaClasses classes) {
        Rooms.check(classes, CORE, ROOMS);
    }

    @ArchTest
    static final ArchRule nobody_depends_on_the_commands = noClasses()
            .that()
            .resideOutsideOfPackage("org.polyad.jobs..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.polyad.jobs..", "picocli..", "me.tongfei..");

    @ArchTest
    static final ArchRule only_the_main_class_exits = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(Polyad.class.getName())
            .should()
            .callMethod(System.class, "exit", int.class);

    /** Threads are those that the caller allowed: see {@link org.polyad.parallel.Threads}. */
    @ArchTest
    static final ArchRule nobody_uses_the_common_pool = noClasses()
            .should()
            .callMethodWhere(target(nameMatching("parallel|parallelStream|commonPool")))
            .orShould()
            .callMethodWhere(target(nameMatching("parallel(Sort|SetAll|Prefix)")));

    /** What Java reads back may run code. A trial's result comes from a task of the same run, as Spark's own do, never from storage. */
    @ArchTest
    static final ArchRule nothing_stored_is_deserialised = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.polyad.experiment.TrialResult")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(java.io.ObjectInputStream.class);

    /** A native BLAS or LAPACK: netlib's classes load one as soon as they are initialised, and so do Breeze's and MLlib's vectors. */
    @ArchTest
    static final ArchRule nothing_loads_a_native_library = noClasses()
            .that()
            .haveNameNotMatching("org\\.polyad\\.solver\\.lbfgsb\\.BreezeLbfgs.*|" + MOMENTS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.ludovic.netlib..",
                    "com.github.fommil..",
                    "breeze..",
                    "org.apache.spark.ml.linalg..",
                    "org.apache.spark.mllib..")
            .orShould()
            .callMethod(System.class, "load", String.class)
            .orShould()
            .callMethod(System.class, "loadLibrary", String.class);

    /** Columns of vectors can be read by MLlib's classes alone; its arithmetic on them is what loads a native library. */
    @ArchTest
    static final ArchRule vectors_are_read_and_not_computed_with = noClasses()
            .that()
            .haveNameMatching(MOMENTS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.ludovic.netlib..", "com.github.fommil..", "breeze..", "org.apache.spark.mllib..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("org\\.apache\\.spark\\.ml\\.linalg\\.BLAS.*")
            .orShould()
            .callMethod(System.class, "load", String.class)
            .orShould()
            .callMethod(System.class, "loadLibrary", String.class);
}
