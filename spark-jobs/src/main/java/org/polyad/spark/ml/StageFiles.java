package org.polyad.spark.ml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamPair;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.SparkSession;
import org.polyad.InvalidInputException;
import org.polyad.files.FileSystems;
import org.polyad.spark.ml.columns.ModelColumns;
import org.polyad.store.ModelStore;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Stages as folders, in the layout of Spark's own: {@code metadata/} with one line of JSON (class, uid, params), which a Pipeline reads
 * too; beside it a model has the files that the commands write.
 */
final class StageFiles {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String LINE = "metadata/part-00000";

    private StageFiles() {}

    /** Writes what a stage has beside its params, which makes the folder, and adds to its metadata. */
    @FunctionalInterface
    interface Content {
        void write(Path folder, Configuration conf, ObjectNode metadata) throws IOException;
    }

    /** Writes a stage. */
    static final class Writer extends MLWriter {
        private final Params stage;
        private final Content content;

        /** @param content null: the stage has nothing but its params */
        Writer(Params stage, Content content) {
            this.stage = stage;
            this.content = content;
        }

        @Override
        public void saveImpl(String path) {
            Configuration conf = sparkSession().sparkContext().hadoopConfiguration();
            Path folder = new Path(path);
            try {
                ObjectNode json = metadata(stage, sparkSession().version());
                if (content != null) {
                    content.write(folder, conf, json);
                }
                FileSystem files = FileSystems.of(folder, conf);
                try (OutputStream out = files.create(new Path(folder, LINE), false)) {
                    out.write(MAPPER.writeValueAsBytes(json));
                    out.write('\n');
                }
                files.create(new Path(folder, "metadata/_SUCCESS"), false).close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static ObjectNode metadata(Params stage, String sparkVersion) throws IOException {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("class", stage.getClass().getName());
        json.put("timestamp", System.currentTimeMillis());
        json.put("sparkVersion", sparkVersion);
        json.put("uid", stage.uid());
        ObjectNode set = json.putObject("paramMap");
        ObjectNode defaults = json.putObject("defaultParamMap");
        for (ParamPair<?> pair : CollectionConverters.asJava(stage.paramMap().toSeq())) {
            put(set, pair);
        }
        for (ParamPair<?> pair :
                CollectionConverters.asJava(stage.defaultParamMap().toSeq())) {
            put(defaults, pair);
        }
        return json;
    }

    private static <T> void put(ObjectNode json, ParamPair<T> pair) throws IOException {
        json.set(pair.param().name(), MAPPER.readTree(pair.param().jsonEncode(pair.value())));
    }

    /** The model in files as the commands write them, and its columns' types in the metadata. */
    static Content content(GeneralizedCPModel model) {
        return (folder, conf, metadata) -> {
            ModelStore.write(model.stored(), folder, conf, false);
            ArrayNode types = metadata.putArray("modeTypes");
            for (String type : model.types()) {
                types.add(type);
            }
        };
    }

    /** Makes the stage that a folder holds. */
    @FunctionalInterface
    interface Maker<T> {
        T make(String uid, Path folder, Metadata metadata) throws IOException;
    }

    /** A folder's metadata, and how files are read. */
    record Metadata(JsonNode json, Configuration conf) {}

    static GeneralizedCPModel model(String uid, Path folder, Metadata metadata) throws IOException {
        return new GeneralizedCPModel(uid, ModelStore.read(folder, metadata.conf()), types(metadata.json()), null);
    }

    private static String[] types(JsonNode json) {
        JsonNode types = json.path("modeTypes");
        String[] ddl = new String[types.size()];
        for (int n = 0; n < ddl.length; n++) {
            ddl[n] = types.get(n).asText();
        }
        return ddl;
    }

    /** A saved model's columns. @throws IllegalArgumentException when there is no model in the folder */
    static ModelColumns columns(Path folder, Configuration conf) throws IOException {
        JsonNode json = line(folder, conf);
        checkClass(json, folder.toString(), GeneralizedCPModel.class);
        return new ModelColumns(ModelStore.readInfo(folder, conf), types(json));
    }

    /** What changes with each saving to a folder. */
    record Stamp(JsonNode metadata, long modified, long length) {}

    static Stamp stamp(Path folder, Configuration conf) throws IOException {
        FileStatus model = folder.getFileSystem(conf).getFileStatus(new Path(folder, "model.json"));
        return new Stamp(line(folder, conf), model.getModificationTime(), model.getLen());
    }

    private static void checkClass(JsonNode json, String path, Class<?> type) {
        String found = json.path("class").asText();
        if (!found.equals(type.getName())) {
            throw new InvalidInputException(path + " holds a " + found + ", not a " + type.getName());
        }
    }

    /** Reads a stage. */
    static final class Reader<T extends Params> extends MLReader<T> {
        private final Class<T> type;
        private final Maker<T> maker;

        Reader(Class<T> type, Maker<T> maker) {
            this.type = type;
            this.maker = maker;
        }

        /** @throws IllegalArgumentException when there is no such stage in the folder */
        @Override
        public T load(String path) {
            Path folder = new Path(path);
            SparkSession session = sparkSession();
            Configuration conf = session.sparkContext().hadoopConfiguration();
            try {
                JsonNode json = line(folder, conf);
                checkClass(json, path, type);
                T stage = maker.make(json.path("uid").asText(), folder, new Metadata(json, conf));
                read(stage, json.path("paramMap"), false);
                read(stage, json.path("defaultParamMap"), true);
                return stage;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static JsonNode line(Path folder, Configuration conf) throws IOException {
        FileSystem files = FileSystems.of(folder, conf);
        Path line = new Path(folder, LINE);
        if (!files.exists(line)) {
            throw new InvalidInputException(folder + " is no saved stage: it has no " + LINE);
        }
        try (InputStream in = files.open(line)) {
            return MAPPER.readTree(in);
        } catch (JsonProcessingException e) {
            throw new InvalidInputException(line + ": not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Params that this version does not know are left out, as Spark does. */
    private static void read(Params stage, JsonNode params, boolean defaults) {
        for (Map.Entry<String, JsonNode> entry : params.properties()) {
            if (stage.hasParam(entry.getKey())) {
                Param<Object> param = stage.getParam(entry.getKey());
                Object value = param.jsonDecode(entry.getValue().toString());
                if (defaults) {
                    stage.setDefault(param, value);
                } else {
                    stage.set(param, value);
                }
            }
        }
    }
}
