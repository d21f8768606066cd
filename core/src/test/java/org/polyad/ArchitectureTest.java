package org.polyad;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;

/** The directions between the packages of this module, and what none of them does. */
@AnalyzeClasses(packages = "org.polyad", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    /** From the ground up: a package uses only packages above it in this list. */
    private static final List<String> ROOMS = List.of(
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

    @ArchTest
    static void packages_depend_one_way(JavaClasses classes) {
        Rooms.check(classes, List.of(), ROOMS);
    }

    /** Threads are those that the caller allowed: no common pool, and none beside {@link org.polyad.parallel.Threads}. */
    @ArchTest
    static final ArchRule threads_are_made_in_one_place = noClasses()
            .that()
            .resideOutsideOfPackage("org.polyad.parallel")
            .should()
            .callMethodWhere(target(nameStartingWith("parallel")).and(target(owner(belongToAnyOf(Arrays.class)))))
            .orShould()
            .callMethodWhere(target(nameMatching("parallel|parallelStream")))
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Executors.class, ForkJoinPool.class, CompletableFuture.class, Thread.class);

    /** Each format is a package that nothing else has to know: a method works by {@link org.polyad.model.Format} alone. */
    @ArchTest
    static final ArchRule methods_know_no_format = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.polyad.kernel..",
                    "org.polyad.model",
                    "org.polyad.cells",
                    "org.polyad.engine",
                    "org.polyad.run",
                    "org.polyad.solver.newton",
                    "org.polyad.solver.lbfgsb",
                    "org.polyad.solver.stochastic")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.polyad.model.cp");

    @ArchTest
    static final ArchRule core_runs_without_an_engine = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule inner_loops_do_not_use_streams = noClasses()
            .that()
            .resideInAnyPackage("org.polyad.kernel..", "org.polyad.sampling..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.stream..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule a_library_never_exits = noClasses()
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class)
            .allowEmptyShould(true);

    /** Its classes load a native BLAS or LAPACK as soon as they are initialised, the Java ones too; org.netlib is Java alone. */
    @ArchTest
    static final ArchRule nothing_loads_a_native_library = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.ludovic.netlib..", "com.github.fommil..")
            .orShould()
            .callMethod(System.class, "load", String.class)
            .orShould()
            .callMethod(System.class, "loadLibrary", String.class);

    @ArchTest
    static final ArchRule one_class_uses_breeze = noClasses()
            .that()
            .haveNameNotMatching("org\\.polyad\\.solver\\.lbfgsb\\.BreezeLbfgs.*")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("breeze..");
}
