package org.polyad.spark.session;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerBlockUpdated;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.storage.BlockUpdatedInfo;
import org.polyad.text.UserText;

/** What a run made Spark do, from {@link #on} to {@link #close}: jobs, bytes moved, time lost, and how evenly the tasks were cut. */
public final class SparkWork extends SparkListener implements AutoCloseable {
    /** Milliseconds to wait for events that are under way. */
    private static final long PATIENCE = 2000;

    private final SparkContext context;
    private final Map<Integer, Times> running = new HashMap<>();
    private long jobs;
    private long tasks;
    private long failed;
    private long shuffled;
    private long broadcast;
    private long results;
    private long spilled;
    private long collecting;
    private double slowest;
    private double median;

    /** Milliseconds of the tasks of a stage. */
    private static final class Times {
        private long[] taken = new long[16];
        private int count;

        void add(long millis) {
            if (count == taken.length) {
                taken = Arrays.copyOf(taken, 2 * count);
            }
            taken[count++] = millis;
        }
    }

    private SparkWork(SparkContext context) {
        this.context = context;
    }

    /** Begins to listen. */
    public static SparkWork on(SparkContext context) {
        SparkWork work = new SparkWork(context);
        context.addSparkListener(work);
        return work;
    }

    @Override
    public synchronized void onJobStart(SparkListenerJobStart event) {
        jobs++;
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd event) {
        tasks++;
        TaskMetrics metrics = event.taskMetrics();
        if (!event.taskInfo().successful() || metrics == null) {
            failed++;
            return;
        }
        shuffled += metrics.shuffleWriteMetrics().bytesWritten();
        results += metrics.resultSize();
        spilled += metrics.diskBytesSpilled();
        collecting += metrics.jvmGCTime();
        running.computeIfAbsent(event.stageId(), id -> new Times()).add(metrics.executorRunTime());
    }

    @Override
    public synchronized void onStageCompleted(SparkListenerStageCompleted event) {
        Times times = running.remove(event.stageInfo().stageId());
        if (times != null && times.count > 1) {
            Arrays.sort(times.taken, 0, times.count);
            slowest += times.taken[times.count - 1];
            int half = times.count / 2;
            median += times.count % 2 == 1 ? times.taken[half] : (times.taken[half - 1] + times.taken[half]) / 2.0;
        }
    }

    /** Broadcasts leave the driver in pieces. Spark reports a size once more when a broadcast is destroyed; that event is not counted. */
    @Override
    public synchronized void onBlockUpdated(SparkListenerBlockUpdated event) {
        BlockUpdatedInfo block = event.blockUpdatedInfo();
        boolean piece = block.blockId().isBroadcast() && block.blockId().name().contains("_piece");
        if (piece && block.blockManagerId().isDriver() && block.storageLevel().isValid()) {
            broadcast += block.memSize() + block.diskSize();
        }
    }

    /** Of all stages of several tasks: the slowest tasks' time over the median tasks'; 1 is even, NaN when nothing could be measured. */
    public synchronized double unevenness() {
        return median > 0 ? slowest / median : Double.NaN;
    }

    /** Waits for the events of what has ended. */
    private void settle() {
        try {
            context.listenerBus().waitUntilEmpty(PATIENCE);
        } catch (TimeoutException e) {
            // Then a few tasks are missing in the sums.
        }
    }

    /** The same as {@link #toString}, for programs: bytes and milliseconds. */
    public String json() {
        settle();
        synchronized (this) {
            ObjectNode spark = new ObjectMapper().createObjectNode();
            spark.put("jobs", jobs).put("tasks", tasks).put("failed", failed);
            spark.put("shuffled", shuffled)
                    .put("broadcast", broadcast)
                    .put("results", results)
                    .put("spilled", spilled);
            spark.put("collecting", collecting);
            spark.put("unevenness", Double.isNaN(unevenness()) ? null : (Double) unevenness());
            return new ObjectMapper().createObjectNode().set("spark", spark).toString();
        }
    }

    /** One line, for people. */
    @Override
    public String toString() {
        settle();
        synchronized (this) {
            return String.format(
                    Locale.ROOT,
                    "spark: %,d jobs, %,d tasks (%,d failed), %s shuffled, %s broadcast, %s of results, %s spilled, %.1f s of garbage"
                            + " collection, max/median task time %.2f",
                    jobs,
                    tasks,
                    failed,
                    UserText.size(shuffled),
                    UserText.size(broadcast),
                    UserText.size(results),
                    UserText.size(spilled),
                    collecting / 1e3,
                    unevenness());
        }
    }

    @Override
    public void close() {
        context.removeSparkListener(this);
    }
}
