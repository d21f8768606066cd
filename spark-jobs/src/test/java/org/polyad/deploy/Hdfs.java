package org.polyad.deploy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/**
 * An HDFS of one name node and one data node in a process of its own, for deploy/cluster: its main, with a folder and the name node's
 * port. Says "ready" when it is. A line of standard input with a number takes the name node away for so many seconds; the end of
 * the input ends it all.
 */
public final class Hdfs {
    private Hdfs() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Configuration conf = new Configuration();
        conf.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, arguments[0]);
        MiniDFSCluster hdfs = new MiniDFSCluster.Builder(conf)
                .nameNodePort(Integer.parseInt(arguments[1]))
                .numDataNodes(1)
                .build();
        hdfs.waitActive();
        System.out.println("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            hdfs.shutdownNameNode(0);
            System.out.println("name node away");
            TimeUnit.SECONDS.sleep(Long.parseLong(line.strip()));
            hdfs.restartNameNode(0);
            System.out.println("name node back");
        }
        hdfs.shutdown(true);
    }
}
