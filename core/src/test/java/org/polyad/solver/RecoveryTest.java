package org.polyad.solver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyad.loss.Loss;
import org.polyad.loss.Losses;
import org.polyad.options.GcpOptions;
import org.polyad.options.Unlisted;
import org.polyad.planted.Planted;
import org.polyad.planted.PlantedKind;
import org.polyad.planted.PlantedSpec;
import org.polyad.tensor.Shape;

/** What was planted is found; seed 5. */
class RecoveryTest {
    private static double score(PlantedSpec spec, Loss loss, Unlisted unlisted) {
        Planted planted = Planted.draw(spec, 2);
        GcpOptions options = GcpOptions.of(spec.rank())
                .loss(loss)
                .unlisted(unlisted)
                .tolerance(1e-9)
                .maxIterations(200)
                .starts(3)
                .build();
        return Gcp.fit(planted.tensor(), options, 2).model().score(planted.truth());
    }

    @ParameterizedTest
    @CsvSource({
        "count, 300000, 0, ",
        "count, 300000, 1, ",
        "real, 20000, 0.5, ",
        ", 30000, 0, poisson",
        ", 30000, 0, gamma",
        ", 30000, 0, gaussian",
        ", 30000, 0, poisson-log"
    })
    void planted_components(String kind, long draws, double skew, String lossName) {
        PlantedKind planted = kind == null ? null : PlantedKind.parse(kind);
        Loss loss = lossName == null ? null : Losses.parse(lossName);
        PlantedSpec spec = new PlantedSpec(Shape.of(40, 50, 30), 4, draws, planted, loss, skew, 0.05, 5);
        Unlisted unlisted = spec.unlistedZeros() ? Unlisted.ZERO : Unlisted.MISSING;
        assertThat(score(spec, spec.fittingLoss(), unlisted)).isGreaterThan(0.99);
    }
}
