package org.polyad.spark.session;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.api.java.JavaRDD;
import scala.reflect.ClassTag;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** The results of a job's tasks as they come, not when the last is done. Each partition has one element. */
public final class TaskResults {
    private static final byte[] END = new byte[0];

    private final JavaRDD<byte[]> rdd;

    public TaskResults(JavaRDD<byte[]> rdd) {
        this.rdd = rdd;
    }

    public interface Action {
        void take(byte[] result) throws IOException;
    }

    /** Sends what a task made. */
    private static final class First extends AbstractFunction1<scala.collection.Iterator<byte[]>, byte[]>
            implements java.io.Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public byte[] apply(scala.collection.Iterator<byte[]> elements) {
            return elements.next();
        }
    }

    /** Spark calls it in the thread that schedules. */
    private static final class Handler extends AbstractFunction2<Object, byte[], BoxedUnit> {
        private final BlockingQueue<byte[]> ready;

        Handler(BlockingQueue<byte[]> ready) {
            this.ready = ready;
        }

        @Override
        public BoxedUnit apply(Object partition, byte[] result) {
            ready.add(result);
            return BoxedUnit.UNIT;
        }
    }

    /** Runs the job in a thread of its own, so that slow actions do not hold up Spark's scheduler. */
    public void forEach(Action action) throws IOException {
        BlockingQueue<byte[]> ready = new LinkedBlockingQueue<>();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread job = new Thread(() -> run(ready, failure), "polyad-job");
        job.setDaemon(true);
        job.start();
        try {
            for (byte[] result = ready.take(); result != END; result = ready.take()) {
                action.take(result);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        if (failure.get() instanceof Error error) {
            throw error;
        }
        if (failure.get() != null) {
            throw failure.get() instanceof RuntimeException e ? e : new IllegalStateException(failure.get());
        }
    }

    private void run(BlockingQueue<byte[]> ready, AtomicReference<Throwable> failure) {
        try {
            ClassTag<byte[]> type = ClassTag.apply(byte[].class);
            rdd.context().runJob(rdd.rdd(), new First(), new Handler(ready), type);
        } catch (Throwable e) {
            failure.set(e);
        } finally {
            ready.add(END);
        }
    }
}
