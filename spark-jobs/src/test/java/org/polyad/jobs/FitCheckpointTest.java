package org.polyad.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.BlockMissingException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyad.solver.FitState;
import org.polyad.spark.Checkpoint;
import org.polyad.spark.Unsteady;

class FitCheckpointTest {
    @TempDir
    Path folder;

    private final Configuration conf = new Configuration();
    private final StringWriter log = new StringWriter();

    @AfterEach
    void steady() {
        Unsteady.steady();
    }

    private FitCheckpoint open() throws IOException {
        RunOptions run = new RunOptions();
        run.checkpoint = "unsteady://" + folder;
        run.resume = true;
        return FitCheckpoint.open(run, Map.of("rank", "2"), conf, new PrintWriter(log, true));
    }

    private void save() throws IOException {
        conf.set("fs.unsteady.impl", Unsteady.class.getName());
        FitState state = new FitState(0, 10, 1.5, new double[][] {{1, 2}, {3}}, List.of(), List.of(), null);
        new Checkpoint(new org.apache.hadoop.fs.Path("unsteady://" + folder), conf)
                .save(new Checkpoint.Saved(state, Map.of("rank", "2"), "feed"));
    }

    @Test
    void a_state_that_cannot_be_read_is_kept_and_nobody_is_told_to_remove_it() throws Exception {
        save();
        Unsteady.closed = new IOException("permission denied");
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessage("the checkpoint unsteady://" + folder
                        + " cannot be read now (permission denied); it is kept: once the file system is back, the same command"
                        + " goes on from it");
        Unsteady.steady();
        assertThat(open().resumed()).isTrue();
    }

    @Test
    void a_data_node_that_comes_back_is_waited_for() throws Exception {
        save();
        Unsteady.closed = new BlockMissingException("state-1", "Could not obtain block", 0);
        Thread back = new Thread(() -> {
            while (!log.toString().contains("trying again")) {
                Thread.onSpinWait();
            }
            Unsteady.steady();
        });
        back.start();
        assertThat(open().resumed()).isTrue();
        back.join();
        assertThat(log.toString())
                .contains("Could not obtain block", "resuming from")
                .doesNotContain("damaged");
    }
}
