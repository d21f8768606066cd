package org.polyad.spark.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Entries of labels that a saved model has not (or has) to the factor rows that these get: a Dataset with the column of the mode and
 * {@code features}, an array of doubles in the scale of the model's own rows. It names the model by its folder, so that it works where
 * methods of a model cannot be called. {@link GeneralizedCPModel#foldIn} makes a model of them.
 */
public final class FoldInRows extends Transformer implements MLWritable {
    private static final long serialVersionUID = 1L;

    private final String uid;
    private final Param<String> modelPath;
    private final Param<String> modeCol;
    private final Param<String> valueCol;

    public FoldInRows() {
        this(Identifiable$.MODULE$.randomUID("FoldInRows"));
    }

    public FoldInRows(String uid) {
        this.uid = uid;
        this.modelPath = new Param<>(this, "modelPath", "folder of a saved GeneralizedCPModel");
        this.modeCol = new Param<>(this, "modeCol", "column of the mode that gets rows");
        this.valueCol = new Param<>(this, "valueCol", "column of values; absent: each row counts 1");
    }

    @Override
    public String uid() {
        return uid;
    }

    public Param<String> modelPath() {
        return modelPath;
    }

    public Param<String> modeCol() {
        return modeCol;
    }

    public Param<String> valueCol() {
        return valueCol;
    }

    public FoldInRows setModelPath(String value) {
        set(modelPath, value);
        return this;
    }

    public FoldInRows setModeCol(String value) {
        set(modeCol, value);
        return this;
    }

    public FoldInRows setValueCol(String value) {
        set(valueCol, value);
        return this;
    }

    @Override
    public Dataset<Row> transform(Dataset<?> entries) {
        GeneralizedCPModel model = GeneralizedCPModel.load(getOrDefault(modelPath));
        ModelColumns columns = model.columns();
        StructType schema = checked(columns, entries.schema());
        RowsFolder.Rows made = new RowsFolder(model, model.mode(getOrDefault(modeCol))).rows(entries, input(columns));
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < made.labels().length; i++) {
            int at = made.factor().offset(i);
            double[] row = Arrays.copyOfRange(
                    made.factor().data(), at, at + made.factor().columns());
            rows.add(RowFactory.create(made.labels()[i], row));
        }
        String label = getOrDefault(modeCol);
        StructType texts = new StructType()
                .add(label, DataTypes.StringType)
                .add("features", DataTypes.createArrayType(DataTypes.DoubleType, false));
        return entries.sparkSession()
                .createDataFrame(rows, texts)
                .select(Schemas.column(label).cast(schema.apply(0).dataType()).as(label), Schemas.column("features"));
    }

    private InputColumns input(ModelColumns model) {
        return model.input(isDefined(valueCol) ? getOrDefault(valueCol) : null);
    }

    /** @throws IllegalArgumentException for columns that are missing, or a mode that the model has not */
    @Override
    public StructType transformSchema(StructType schema) {
        return checked(SavedModel.columns(getOrDefault(modelPath)), schema);
    }

    private StructType checked(ModelColumns model, StructType schema) {
        String label = getOrDefault(modeCol);
        model.mode(label);
        input(model).check(schema);
        return new StructType()
                .add(label, Schemas.checkLabels(schema, label))
                .add("features", DataTypes.createArrayType(DataTypes.DoubleType, false));
    }

    @Override
    public FoldInRows copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    @Override
    public MLWriter write() {
        return new StageFiles.Writer(this, null);
    }

    public static MLReader<FoldInRows> read() {
        return new StageFiles.Reader<>(FoldInRows.class, (uid, folder, metadata) -> new FoldInRows(uid));
    }

    public static FoldInRows load(String path) {
        return read().load(path);
    }
}
