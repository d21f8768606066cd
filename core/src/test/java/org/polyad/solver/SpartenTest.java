package org.polyad.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.polyad.loss.Losses;
import org.polyad.tensor.Duplicates;
import org.polyad.tensor.SparseTensor;
import org.polyad.tensor.TnsReader;

/** The 10 x 10 x 10 tensor of counts of the SparTen examples, whose optimum at rank 5 is known. Seeds 1 to 20. */
@EnabledIfEnvironmentVariable(named = "POLYAD_DATA", matches = ".+")
class SpartenTest {
    private static final double OPTIMUM = -8794116.7325;

    private static SparseTensor data() throws IOException {
        Path file = Path.of(System.getenv("POLYAD_DATA"), "sparten.tns.gz");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return TnsReader.read(in, file.toString(), Duplicates.ERROR);
        }
    }

    private static GcpResult fit(SparseTensor data, Method method, long seed) {
        GcpOptions options = GcpOptions.of(5)
                .loss(Losses.poisson())
                .unlisted(Unlisted.ZERO)
                .method(method)
                .maxIterations(3000)
                .tolerance(method == Method.LBFGSB ? 0 : 1e-14)
                .seed(seed)
                .build();
        return Gcp.fit(data, options, 1);
    }

    @Test
    void lbfgsb_reaches_the_optimum_from_as_many_seeds_as_newton() throws IOException {
        SparseTensor data = data();
        int newton = 0;
        int lbfgsb = 0;
        for (long seed = 1; seed <= 20; seed++) {
            newton += isOptimal(fit(data, Method.NEWTON, seed)) ? 1 : 0;
            GcpResult result = fit(data, Method.LBFGSB, seed);
            assertThat(result.projectedGradient()).as("seed %d", seed).isLessThanOrEqualTo(GcpResult.STATIONARY);
            assertThat(result.objective()).isGreaterThan(OPTIMUM - 1e-3);
            lbfgsb += isOptimal(result) ? 1 : 0;
        }
        assertThat(lbfgsb).isGreaterThanOrEqualTo(Math.max(17, newton));
    }

    private static boolean isOptimal(GcpResult result) {
        return result.objective() - OPTIMUM <= 1e-9 * (1 - OPTIMUM);
    }
}
