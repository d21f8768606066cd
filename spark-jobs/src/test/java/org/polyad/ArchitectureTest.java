package org.polyad;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.polyad.jobs.Polyad;

/** The direction of the packages, core's with them: the library (spark) knows nothing of the commands (jobs). */
@AnalyzeClasses(packages = "org.polyad", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule nobody_depends_on_the_commands = noClasses()
            .that()
            .resideOutsideOfPackage("org.polyad.jobs..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.polyad.jobs..", "picocli..", "me.tongfei..");

    @ArchTest
    static final ArchRule core_does_not_depend_on_spark = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.polyad.tensor..",
                    "org.polyad.loss..",
                    "org.polyad.kernel..",
                    "org.polyad.sampling..",
                    "org.polyad.solver..",
                    "org.polyad.metrics..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.polyad.spark..", "org.apache.spark..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule the_engine_does_not_depend_on_spark_ml_stages = noClasses()
            .that()
            .resideInAPackage("org.polyad.spark")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.polyad.spark.ml..");

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
            .doNotHaveFullyQualifiedName("org.polyad.jobs.experiment.TrialResult")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(java.io.ObjectInputStream.class);

    /** A native BLAS or LAPACK: netlib's classes load one as soon as they are initialised, and so do Breeze's and MLlib's vectors. */
    @ArchTest
    static final ArchRule nothing_loads_a_native_library = noClasses()
            .that()
            .haveNameNotMatching(
                    "org\\.polyad\\.(solver\\.BreezeLbfgs.*|spark\\.moments\\..*|spark\\.ml\\.moments\\..*)")
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
            .resideInAnyPackage("org.polyad.spark.moments..", "org.polyad.spark.ml.moments..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.ludovic.netlib..", "com.github.fommil..", "breeze..", "org.apache.spark.mllib..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("org\\.apache\\.spark\\.ml\\.linalg\\.BLAS.*");
}
