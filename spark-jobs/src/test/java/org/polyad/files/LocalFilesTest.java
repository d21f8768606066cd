package org.polyad.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against Hadoop's own local file system. */
class LocalFilesTest {
    @TempDir
    Path folder;

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private org.apache.hadoop.fs.Path hadoop(String name) {
        return new org.apache.hadoop.fs.Path(folder.resolve(name).toUri());
    }

    @ParameterizedTest
    @ValueSource(strings = {"022", "077", "002"})
    void files_and_folders_get_the_permissions_that_hadoop_gives(String umask) throws IOException {
        Configuration conf = new Configuration();
        conf.set("fs.permissions.umask-mode", umask);
        FileSystem theirs = FileSystem.newInstanceLocal(conf).getRawFileSystem();
        FileSystem ours = WholeFolder.plain(FileSystem.newInstanceLocal(conf));
        assertThat(ours).isInstanceOf(LocalFiles.class);
        for (FileSystem files : new FileSystem[] {theirs, ours}) {
            String name = files == ours ? "ours" : "theirs";
            files.mkdirs(hadoop(name + "/a/b"));
            files.create(hadoop(name + "/a/b/c")).close();
        }
        for (String name : new String[] {"", "a", "a/b", "a/b/c"}) {
            assertThat(permissions(folder.resolve("ours").resolve(name)))
                    .as(name)
                    .isEqualTo(permissions(folder.resolve("theirs").resolve(name)));
        }
    }

    @Test
    void permissions_are_set_and_the_sticky_bit_too() throws IOException {
        FileSystem ours = WholeFolder.plain(FileSystem.getLocal(new Configuration()));
        Path file = Files.createDirectory(folder.resolve("d"));
        ours.setPermission(hadoop("d"), new FsPermission((short) 0750));
        assertThat(permissions(file)).isEqualTo("rwxr-x---");
        ours.setPermission(hadoop("d"), new FsPermission((short) 01777));
        assertThat((int) Files.getAttribute(file, "unix:mode") & 07777).isEqualTo(01777);
    }
}
