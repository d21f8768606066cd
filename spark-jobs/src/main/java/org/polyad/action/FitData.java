package org.polyad.action;

import java.io.IOException;
import org.apache.spark.api.java.JavaSparkContext;
import org.polyad.InvalidInputException;
import org.polyad.engine.PreparedTensor;
import org.polyad.input.LabelledTensor;
import org.polyad.input.TensorInput;
import org.polyad.options.GcpOptions;
import org.polyad.solver.LocalPreparedTensor;
import org.polyad.spark.DistributedTensor;
import org.polyad.spark.SparkGcp;
import org.polyad.spark.session.SparkStart;
import org.polyad.spark.session.SparkWork;
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
record FitData(
        PreparedTensor problem,
        String[][] labels,
        String[] modeNames,
        double listed,
        DistributedTensor tensor,
        SparkWork work)
        implements AutoCloseable {
    static FitData open(TensorInput input, GcpOptions options, Execution execution) throws IOException {
        return execution.local(input) ? local(input, options, execution) : spark(input, options, execution);
    }

    private static FitData local(TensorInput input, GcpOptions options, Execution execution) throws IOException {
        LabelledTensor read = input.read(options.loss());
        SparseTensor tensor = read.tensor();
        check(tensor.shape(), options, execution);
        PreparedTensor problem = LocalPreparedTensor.of(tensor, options, execution.threads());
        return new FitData(problem, read.labels(), read.modeNames(), tensor.entries(), null, null);
    }

    private static FitData spark(TensorInput input, GcpOptions options, Execution execution) throws IOException {
        JavaSparkContext context =
                JavaSparkContext.fromSparkContext(SparkStart.session().sparkContext());
        SparkWork work = SparkWork.on(context.sc());
        TensorInput.Distributed read = input.read(context, options.loss(), execution.partitions());
        DistributedTensor tensor = read.tensor();
        try {
            check(tensor.shape(), options, execution);
            PreparedTensor problem = SparkGcp.problem(tensor, options);
            return new FitData(problem, read.labels(), read.modeNames(), tensor.entries(), tensor, work);
        } catch (EntryException e) {
            tensor.close();
            throw input.explained(e, read.labels(), options.loss());
        } catch (Throwable failure) {
            tensor.close();
            throw failure;
        }
    }

    private static void check(Shape shape, GcpOptions options, Execution execution) {
        FitMemory.check(
                shape,
                options.columns(shape.order()),
                options.method(),
                execution.threads(),
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
