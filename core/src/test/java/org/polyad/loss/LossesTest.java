package org.polyad.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LossesTest {
    @ParameterizedTest
    @MethodSource("org.polyad.loss.LossCases#all")
    void aNameReadsBackAsAnEqualLoss(Loss loss) {
        Loss again = Losses.parse(loss.name());
        assertThat(again).isEqualTo(loss).hasSameHashCodeAs(loss).hasToString(loss.name());
        assertThat(again.value(1, 0.7)).isEqualTo(loss.value(1, 0.7));
        assertThat(again.domain()).isEqualTo(loss.domain());
    }

    @Test
    void namesAreThoseOfTheCommandLine() {
        assertThat(Losses.names())
                .containsExactlyInAnyOrder(
                        "gaussian",
                        "bernoulli-logit",
                        "bernoulli-odds",
                        "poisson",
                        "poisson-log",
                        "gamma",
                        "rayleigh",
                        "negative-binomial",
                        "huber",
                        "beta");
    }

    @Test
    void factoriesMakeTheLossesOfTheirNames() {
        assertThat(Losses.gaussian()).isEqualTo(Losses.parse("gaussian"));
        assertThat(Losses.bernoulliLogit()).isEqualTo(Losses.parse("bernoulli-logit"));
        assertThat(Losses.bernoulliOdds()).isEqualTo(Losses.parse("bernoulli-odds"));
        assertThat(Losses.poisson()).isEqualTo(Losses.parse("poisson"));
        assertThat(Losses.poissonLog()).isEqualTo(Losses.parse("poisson-log"));
        assertThat(Losses.gamma()).isEqualTo(Losses.parse("gamma"));
        assertThat(Losses.rayleigh()).isEqualTo(Losses.parse("rayleigh"));
        assertThat(Losses.negativeBinomial(5)).isEqualTo(Losses.parse("negative-binomial(k=5)"));
        assertThat(Losses.huber(0.25)).isEqualTo(Losses.parse("huber")).isNotEqualTo(Losses.huber(1));
        assertThat(Losses.beta(0.5)).isEqualTo(Losses.parse("beta"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "huber|huber(delta=0.25)",
                "huber()|huber(delta=0.25)",
                " huber ( delta = 1.0 ) |huber(delta=1)",
                "huber(delta=+1e9)|huber(delta=1e9)",
                "huber(delta=12300)|huber(delta=12300)",
                "huber(delta=.1)|huber(delta=0.1)",
                "negative-binomial|negative-binomial(k=1)",
                "negative-binomial(eps=1E-8,k=5.)|negative-binomial(k=5, eps=1e-8)",
                "poisson(eps=1e-8)|poisson(eps=1e-8)",
                "poisson(eps=1e-10)|poisson",
                "beta(b=-0)|beta(b=0)",
                "beta(b=0.1234567890123)|beta(b=0.1234567890123)"
            })
    void namesAreCanonical(String written, String canonical) {
        assertThat(Losses.parse(written).name()).isEqualTo(canonical);
        assertThat(Losses.parse(canonical)).isEqualTo(Losses.parse(written));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "posson|unknown loss 'posson': did you mean poisson?",
                "Poisson|unknown loss 'Poisson': did you mean poisson?",
                "POISSON|unknown loss 'POISSON': did you mean poisson?",
                "negative_binomial(k=1)|unknown loss 'negative_binomial': did you mean negative-binomial?",
                "gaussian(k=1)|loss gaussian has no parameter 'k': it has none",
                "huber(k=1)|loss huber has no parameter 'k': expected delta",
                "beta(c=1)|loss beta has no parameter 'c': expected b or eps",
                "huber(delta=1|loss 'huber(delta=1' should end with its one closing bracket",
                "huber(delta=1) x|loss 'huber(delta=1) x' should end with its one closing bracket",
                "huber(delta=1))|loss 'huber(delta=1))' should end with its one closing bracket",
                "huber(2)|loss huber needs parameter=value in its brackets, but found '2'",
                "huber(delta=1,)|loss huber needs parameter=value in its brackets, but found ''",
                "huber(delta=1, delta=2)|loss huber has delta twice in its brackets: 1 and 2",
                "huber(delta=)|loss huber needs a number for delta, but found ''",
                "huber(delta=1d)|loss huber needs a number for delta, but found '1d'",
                "huber(delta=NaN)|loss huber needs a number for delta, but found 'NaN'",
                "huber(delta=0)|loss huber needs a finite delta > 0, but delta is 0",
                "huber(delta=1e999)|loss huber needs a finite delta > 0, but delta is Infinity",
                "negative-binomial(k=-2)|loss negative-binomial needs a finite k > 0, but k is -2",
                "poisson(eps=-1e-8)|loss poisson needs 0 < eps < 1, but eps is -1e-8",
                "gamma(eps=0)|loss gamma needs 0 < eps < 1, but eps is 0",
                "beta(b=-1e999)|loss beta needs a finite b, but b is -Infinity"
            })
    void mistakesAreOneSentence(String written, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Losses.parse(written))
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cauchy", "(b=1)", "bernoulli"})
    void anUnknownNameListsTheKnownOnes(String written) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Losses.parse(written))
                .withMessageStartingWith("unknown loss '")
                .withMessageContaining("expected one of gaussian, bernoulli-logit, ");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void noNameListsTheKnownOnes(String written) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Losses.parse(written))
                .withMessageStartingWith("no loss is given: expected one of gaussian, ");
    }

    @Test
    void factoriesCheckTheirParameters() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Losses.huber(Double.NaN))
                .withMessage("loss huber needs a finite delta > 0, but delta is NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> Losses.negativeBinomial(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Losses.poisson(1));
        assertThatIllegalArgumentException().isThrownBy(() -> Losses.beta(Double.POSITIVE_INFINITY));
    }

    @ParameterizedTest
    @MethodSource("org.polyad.loss.LossCases#all")
    void lossesSurviveSerialisation(Loss loss) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(loss);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            Loss again = (Loss) in.readObject();
            assertThat(again).isEqualTo(loss);
            assertThat(again.value(1, 0.2)).isEqualTo(loss.value(1, 0.2));
        }
    }
}
