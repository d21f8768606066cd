package org.polyad.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import org.apache.hadoop.ipc.RemoteException;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private final StringWriter log = new StringWriter();
    private int attempts;

    @Test
    void what_comes_back_is_waited_for() throws IOException {
        new Retries(new PrintWriter(log), 1).run(() -> {
            attempts++;
            if (attempts == 1) {
                throw new ConnectException("refused");
            }
            if (attempts == 2) {
                throw new RemoteException("org.apache.hadoop.hdfs.server.namenode.SafeModeException", "not ready");
            }
            if (attempts == 3) {
                throw new RemoteException(
                        "java.io.IOException",
                        "File /m could only be written to 0 of the 1 minReplication nodes. There are 1 datanode(s) running and 1"
                                + " node(s) are excluded in this operation.");
            }
        });
        assertThat(attempts).isEqualTo(4);
        assertThat(log.toString()).contains("refused: trying again in 1 ms", "not ready: trying again in 2 ms");
    }

    @Test
    void what_stays_away_or_is_wrong_is_not() {
        assertThatThrownBy(() -> new Retries(new PrintWriter(log), 1).run(() -> fail(new ConnectException("refused"))))
                .hasMessage("refused");
        assertThat(attempts).isEqualTo(8);
        assertThatThrownBy(() -> new Retries(new PrintWriter(log), 1).run(() -> fail(new IOException("disk full"))))
                .hasMessage("disk full");
        assertThat(attempts).isEqualTo(9);
        RemoteException full = new RemoteException("org.apache.hadoop.hdfs.protocol.DSQuotaExceededException", "quota");
        assertThatThrownBy(() -> new Retries(new PrintWriter(log), 1).run(() -> fail(full)))
                .isSameAs(full);
        assertThat(attempts).isEqualTo(10);
    }

    private void fail(IOException e) throws IOException {
        attempts++;
        throw e;
    }
}
