package org.polyad.deploy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.server.MiniYARNCluster;

/**
 * A resource manager and some node managers in a process of their own, for deploy/cluster: its main, with a folder, the number of nodes,
 * the memory of each in MiB and the address of an HDFS. Writes the configuration of their clients to the folder's {@code conf}, for
 * HADOOP_CONF_DIR, and says "ready". Containers are processes of this machine, their logs go to HDFS when an application is over. The
 * end of its input ends it all.
 */
public final class Yarn {
    private Yarn() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int nodes = Integer.parseInt(arguments[1]);
        try (MiniYARNCluster yarn = new MiniYARNCluster("yarn", nodes, 1, 1)) {
            yarn.init(configuration(arguments[2], arguments[3]));
            yarn.start();
            Path clients = Files.createDirectories(folder.resolve("conf"));
            // Only what was set: defaults of this version are not to be those of a client's.
            Configuration site = new Configuration(false);
            for (String key : new String[] {
                "fs.defaultFS",
                YarnConfiguration.RM_ADDRESS,
                YarnConfiguration.RM_SCHEDULER_ADDRESS,
                YarnConfiguration.RM_RESOURCE_TRACKER_ADDRESS,
                YarnConfiguration.RM_WEBAPP_ADDRESS,
                YarnConfiguration.RM_AM_MAX_ATTEMPTS,
                YarnConfiguration.LOG_AGGREGATION_ENABLED,
                YarnConfiguration.NM_REMOTE_APP_LOG_DIR
            }) {
                site.set(key, yarn.getConfig().get(key));
            }
            for (String name : new String[] {"yarn-site.xml", "core-site.xml"}) {
                try (OutputStream out = Files.newOutputStream(clients.resolve(name))) {
                    site.writeXml(out);
                }
            }
            System.out.println("ready");
            while (System.in.read() >= 0) {
                continue;
            }
        }
    }

    private static Configuration configuration(String memory, String hdfs) {
        Configuration conf = new YarnConfiguration();
        conf.set("fs.defaultFS", hdfs);
        conf.set(YarnConfiguration.YARN_MINICLUSTER_NM_PMEM_MB, memory);
        conf.setInt(YarnConfiguration.RM_SCHEDULER_MINIMUM_ALLOCATION_MB, 128);
        conf.set(YarnConfiguration.RM_SCHEDULER_MAXIMUM_ALLOCATION_MB, memory);
        conf.setInt(YarnConfiguration.RM_AM_MAX_ATTEMPTS, 3);
        // A small cluster is mostly drivers.
        conf.set("yarn.scheduler.capacity.root.queues", "default");
        conf.set("yarn.scheduler.capacity.root.default.capacity", "100");
        conf.set("yarn.scheduler.capacity.maximum-am-resource-percent", "1.0");
        // Virtual memory says nothing of a JVM's use, and a disk that others filled is no reason to stand still.
        conf.setBoolean(YarnConfiguration.NM_VMEM_CHECK_ENABLED, false);
        conf.setBoolean(YarnConfiguration.NM_DISK_HEALTH_CHECK_ENABLE, false);
        conf.setBoolean(YarnConfiguration.LOG_AGGREGATION_ENABLED, true);
        conf.set(YarnConfiguration.NM_REMOTE_APP_LOG_DIR, "/logs");
        return conf;
    }
}
