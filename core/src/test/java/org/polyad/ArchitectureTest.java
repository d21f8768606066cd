package org.polyad;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;

/** The direction of the packages: parallel, which all may use, tensor, loss, then kernel and sampling, then solver, then metrics and ranking. */
@AnalyzeClasses(packages = "org.polyad", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packages_depend_one_way = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("org.polyad..")
            .withOptionalLayers(true)
            .optionalLayer("tensor")
            .definedBy("org.polyad.tensor..")
            .optionalLayer("loss")
            .definedBy("org.polyad.loss..")
            .optionalLayer("kernel")
            .definedBy("org.polyad.kernel..")
            .optionalLayer("sampling")
            .definedBy("org.polyad.sampling..")
            .optionalLayer("solver")
            .definedBy("org.polyad.solver..")
            .optionalLayer("metrics")
            .definedBy("org.polyad.metrics..")
            .optionalLayer("ranking")
            .definedBy("org.polyad.ranking..")
            .optionalLayer("moments")
            .definedBy("org.polyad.moments..")
            .whereLayer("moments")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("ranking")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("metrics")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("solver")
            .mayOnlyBeAccessedByLayers("metrics")
            .whereLayer("kernel")
            .mayOnlyBeAccessedByLayers("solver", "sampling", "metrics")
            .whereLayer("sampling")
            .mayOnlyBeAccessedByLayers("solver", "kernel", "metrics", "ranking", "moments")
            .whereLayer("loss")
            .mayOnlyBeAccessedByLayers("tensor", "kernel", "sampling", "solver", "metrics", "ranking", "moments")
            .whereLayer("tensor")
            .mayOnlyBeAccessedByLayers("loss", "kernel", "sampling", "solver", "metrics", "ranking")
            .allowEmptyShould(true);

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
            .haveNameNotMatching("org\\.polyad\\.solver\\.BreezeLbfgs.*")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("breeze..");
}
