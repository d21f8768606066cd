package org.polyad.jobs;

import java.io.IOException;
import org.apache.spark.api.java.JavaSparkContext;
import org.polyad.InvalidInputException;
import org.polyad.solver.GcpOptions;
import org.polyad.solver.LocalProblem;
import org.polyad.solver.PreparedTensor;
import org.polyad.spark.DistributedTensor;
import org.polyad.spark.SparkGcp;
import org.polyad.spark.SparkWork;
import org.polyad.tensor.EntryException;
import org.polyad.tensor.Shape;
import org.polyad.tensor.SparseTensor;

/**
 * The data of a fit, made ready where the work is to be done.
 *
 * @param listed listed entries, those set aside included
 * @param tensor the distributed tensor beneath, or null
 * @param work what Spark did for it so far, or null
 */
record FitEngine(
        PreparedTensor problem,
        String[][] labels,
        String[] modeNames,
        double listed,
        DistributedTensor tensor,
        SparkWork work)
        implements AutoCloseable {
    /** Above that many entries the spark engine is chosen. */
    private static final double LOCAL = 50e6;

    static FitEngine open(TensorInput input, GcpOptions options, RunOptions run) throws IOException {
        boolean local = run.engine.equals("local") || run.engine.equals("auto") && input.estimatedEntries() < LOCAL;
        return local ? local(input, options, run) : spark(input, options, run);
    }

    private static FitEngine local(TensorInput input, GcpOptions options, RunOptions run) throws IOException {
        LabelledTensor read = input.read(options.loss());
        SparseTensor tensor = read.tensor();
        check(tensor.shape(), options, run);
        PreparedTensor problem = LocalProblem.of(tensor, options, run.threads());
        return new FitEngine(problem, read.labels(), read.modeNames(), tensor.entries(), null, null);
    }

    private static FitEngine spark(TensorInput input, GcpOptions options, RunOptions run) throws IOException {
        JavaSparkContext context =
                JavaSparkContext.fromSparkContext(SparkStart.session().sparkContext());
        SparkWork work = SparkWork.on(context.sc());
        int partitions = run.partitions == null ? 0 : run.partitions;
        TensorInput.Distributed read = input.read(context, options.loss(), partitions);
        DistributedTensor tensor = read.tensor();
        try {
            check(tensor.shape(), options, run);
            PreparedTensor problem = SparkGcp.problem(tensor, options);
            return new FitEngine(problem, read.labels(), read.modeNames(), tensor.entries(), tensor, work);
        } catch (EntryException e) {
            tensor.close();
            throw input.explained(e, read.labels(), options.loss());
        } catch (Throwable failure) {
            tensor.close();
            throw failure;
        }
    }

    private static void check(Shape shape, GcpOptions options, RunOptions run) {
        FitMemory.check(
                shape,
                options.columns(shape.order()),
                options.method(),
                run.threads(),
                Runtime.getRuntime().maxMemory());
        int numbers = options.regularization().length;
        if (numbers != 1 && numbers != shape.order()) {
            throw new InvalidInputException("--regularization needs one number, or one for each of the " + shape.order()
                    + " modes, found " + numbers);
        }
    }

    @Override
    public void close() {
        problem.close();
        if (tensor != null) {
            tensor.close();
            work.close();
        }
    }
}
