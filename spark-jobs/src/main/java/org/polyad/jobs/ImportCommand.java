package org.polyad.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.polyad.InvalidInputException;
import org.polyad.loss.Domain;
import org.polyad.loss.Loss;
import org.polyad.loss.Losses;
import org.polyad.solver.Unlisted;
import org.polyad.spark.Model;
import org.polyad.spark.ModelInfo;
import org.polyad.spark.ModelStore;
import org.polyad.spark.PolyadVersion;
import org.polyad.tensor.FactorMatrix;
import org.polyad.tensor.Ktensor;
import org.polyad.tensor.KtensorText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code import}: the Tensor Toolbox's text as a model. */
@Command(
        name = "import",
        description = {"Make a model of the Tensor Toolbox's ktensor text.", "It is normalised and arranged."},
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  polyad import --input trips.ktensor --output trips --loss poisson --unlisted zero",
            "  polyad import --input edited.ktensor --output edited --like trips"
        })
final class ImportCommand implements Callable<Integer> {
    @Option(
            names = "--input",
            required = true,
            paramLabel = "F",
            description = "The text; .gz, .bz2 and .zst are read.")
    private String input;

    @Option(names = "--output", required = true, paramLabel = "MODEL", description = "The folder to write.")
    private String output;

    @Option(names = "--overwrite", description = "Replace the model if it exists; default: an error.")
    private boolean overwrite;

    @Option(
            names = "--loss",
            paramLabel = "LOSS",
            description = "The loss it was fitted with, which says what its values mean; default: gaussian.")
    private String loss;

    @Option(
            names = "--unlisted",
            paramLabel = "zero|missing",
            description = "What unlisted entries were; default: not known.")
    private String unlisted;

    @Option(
            names = "--modes",
            split = ",",
            paramLabel = "A,B,C",
            description = "Names of the modes; default: mode 0 and so on.")
    private List<String> modes;

    @Option(
            names = "--like",
            paramLabel = "M",
            description =
                    "A model of the same shape whose labels, names of modes, loss and unlisted it takes; default: none.")
    private String like;

    @Override
    public Integer call() throws Exception {
        Configuration conf = HadoopPaths.configuration();
        Path folder = HadoopPaths.of(output);
        ModelStore.checkWritable(folder, conf, overwrite);
        Model twin = like == null ? null : ModelOption.read(like);
        Loss meant = Losses.parse(
                loss != null ? loss : twin == null ? "gaussian" : twin.info().loss());
        String zeros = unlisted != null
                ? Unlisted.parse(unlisted).toString()
                : twin == null ? null : twin.info().unlisted();
        Ktensor read = read(conf);
        checkLike(read, twin);
        checkBound(read, meant);
        ModelInfo info = info(read.order(), twin, meant, zeros);
        boolean counts = meant.domain() == Domain.COUNT && meant.lowerBound() == 0;
        String[][] labels = twin == null ? null : twin.labels();
        ModelStore.write(new Model(read.canonical(counts), info, labels, List.of()), folder, conf, overwrite);
        return ExitCodes.DONE;
    }

    private Ktensor read(Configuration conf) throws IOException {
        List<InputFile> files = InputFiles.list(input, conf);
        if (files.size() != 1) {
            throw new InvalidInputException("--input must be one file, found " + files.size());
        }
        try (InputStream in = files.get(0).open(conf)) {
            return KtensorText.read(in, files.get(0).name());
        }
    }

    private ModelInfo info(int order, Model twin, Loss meant, String zeros) {
        List<String> names = modes != null
                ? modes
                : twin != null ? twin.info().modes() : Arrays.asList(LabelledTensor.plainNames(order));
        if (names.size() != order) {
            throw new InvalidInputException("--modes must name " + order + " modes, found " + names.size());
        }
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("input", Shown.withoutSecrets(input));
        return new ModelInfo(
                PolyadVersion.current(), meant.name(), zeros, names, Double.NaN, "imported", 0, 0, options);
    }

    private void checkLike(Ktensor read, Model twin) {
        if (twin != null && !twin.ktensor().shape().equals(read.shape())) {
            throw new InvalidInputException("--like needs a model of the same shape: " + input + " is " + read.shape()
                    + ", and " + like + " is " + twin.ktensor().shape());
        }
    }

    /** A loss with m >= 0 takes only nonnegative models. */
    private static void checkBound(Ktensor model, Loss loss) {
        for (int r = 0; loss.lowerBound() == 0 && r < model.rank(); r++) {
            if (model.lambda()[r] < 0) {
                throw new InvalidInputException("loss " + loss.name()
                        + " needs a model without negative numbers, but lambda has " + model.lambda()[r]);
            }
            for (int n = 0; n < model.order(); n++) {
                FactorMatrix factor = model.factor(n);
                for (int i = 0; i < factor.rows(); i++) {
                    if (factor.at(i, r) < 0) {
                        throw new InvalidInputException("loss " + loss.name()
                                + " needs a model without negative numbers, but factor " + n + " has " + factor.at(i, r)
                                + " in row " + i + " (from 0)");
                    }
                }
            }
        }
    }
}
