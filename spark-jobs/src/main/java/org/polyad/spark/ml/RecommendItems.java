package org.polyad.spark.ml;

import java.util.BitSet;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.polyad.InvalidInputException;

/**
 * Adds to each row with a user the best items of a saved model, in MLlib's schema: {@code array<struct<item, rating: float>>}. Modes
 * named in {@code contextCols} are those of the row, all others are averaged over; items in the row's array {@code seenCol} are left
 * out. Rows with labels never seen get null. It names the model by its folder, so that it works where methods of a model cannot be
 * called. The model is read at the first {@link #transform} and where the folder has got another, and sent to executors once; Spark's
 * cleaner drops it once neither this stage nor a Dataset made by it is reachable.
 */
public final class RecommendItems extends Transformer implements MLWritable {
    private static final long serialVersionUID = 1L;

    private static final String LABELS = "polyad labels";

    private final String uid;
    private final Param<String> modelPath;
    private final Param<String> userCol;
    private final Param<String> itemCol;
    private final StringArrayParam contextCols;
    private final Param<String> seenCol;
    private final IntParam numItems;
    private final Param<String> outputCol;
    private transient SavedModel saved;

    public RecommendItems() {
        this(Identifiable$.MODULE$.randomUID("RecommendItems"));
    }

    public RecommendItems(String uid) {
        this.uid = uid;
        this.modelPath = new Param<>(this, "modelPath", "folder of a saved GeneralizedCPModel");
        this.userCol = new Param<>(this, "userCol", "the mode, and column, that lists are for; the model's first");
        this.itemCol = new Param<>(this, "itemCol", "the mode that lists are of; the model's second");
        this.contextCols = new StringArrayParam(this, "contextCols", "modes, and columns, of the row's context");
        this.seenCol = new Param<>(this, "seenCol", "column with an array of items to leave out");
        this.numItems = new IntParam(this, "numItems", "length of the lists", ParamValidators.gtEq(1));
        this.outputCol = new Param<>(this, "outputCol", "column that is added");
        setDefault(contextCols, new String[0]);
        setDefault(numItems, 10);
        setDefault(outputCol, "recommendations");
    }

    @Override
    public String uid() {
        return uid;
    }

    private synchronized GeneralizedCPModel model() {
        if (saved == null) {
            saved = new SavedModel();
        }
        return saved.model(getOrDefault(modelPath));
    }

    private int mode(ModelColumns model, Param<String> column, int otherwise) {
        return isDefined(column) ? model.mode(getOrDefault(column)) : otherwise;
    }

    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        GeneralizedCPModel fitted = model();
        ModelColumns model = fitted.columns();
        checked(model, dataset.schema());
        String[] context = getOrDefault(contextCols);
        int[] modes = new int[context.length + 2];
        modes[0] = mode(model, userCol, 0);
        modes[1] = mode(model, itemCol, 1);
        Column[] labels = new Column[modes.length];
        labels[0] = text(dataset, model, modes[0]).as("user");
        labels[1] = isDefined(seenCol)
                ? Schemas.column(getOrDefault(seenCol))
                        .cast(DataTypes.createArrayType(DataTypes.StringType))
                        .as("seen")
                : functions
                        .lit(null)
                        .cast(DataTypes.createArrayType(DataTypes.StringType))
                        .as("seen");
        for (int c = 0; c < context.length; c++) {
            modes[c + 2] = model.mode(context[c]);
            labels[c + 2] = text(dataset, model, modes[c + 2]).as("context" + c);
        }
        fitted.remark(open(modes, model.modes().size()));
        RowLists lists = new RowLists(fitted.sent(dataset.sparkSession()), modes, (Integer) getOrDefault(numItems));
        String output = getOrDefault(outputCol);
        StructType texts = dataset.schema().add(output, lists(model, DataTypes.StringType));
        return dataset.toDF()
                .withColumn(LABELS, functions.struct(labels))
                .mapPartitions(lists, Encoders.row(texts))
                .withColumn(output, Schemas.column(output).cast(lists(model, model.type(modes[1]))));
    }

    /** The modes that are averaged over. @param given the others */
    private static BitSet open(int[] given, int order) {
        BitSet open = new BitSet(order);
        open.set(0, order);
        for (int mode : given) {
            open.clear(mode);
        }
        return open;
    }

    private static Column text(Dataset<?> dataset, ModelColumns model, int mode) {
        return Schemas.label(dataset.schema(), name(model, mode), model.type(mode));
    }

    private static String name(ModelColumns model, int mode) {
        return model.modes().get(mode);
    }

    private DataType lists(ModelColumns model, DataType item) {
        StructType one = new StructType()
                .add(name(model, mode(model, itemCol, 1)), item, true)
                .add("rating", DataTypes.FloatType, false);
        return new ArrayType(one, true);
    }

    /** @throws IllegalArgumentException for columns that are missing, or an output column that exists */
    @Override
    public StructType transformSchema(StructType schema) {
        return checked(SavedModel.columns(getOrDefault(modelPath)), schema);
    }

    private StructType checked(ModelColumns model, StructType schema) {
        Schemas.checkLabels(schema, name(model, mode(model, userCol, 0)));
        for (String column : getOrDefault(contextCols)) {
            int mode = model.mode(column);
            if (mode == mode(model, userCol, 0) || mode == mode(model, itemCol, 1)) {
                throw new InvalidInputException("contextCols has " + column + ", the mode of the users or items");
            }
            Schemas.checkLabels(schema, column);
        }
        if (isDefined(seenCol) && !(Schemas.type(schema, getOrDefault(seenCol)) instanceof ArrayType)) {
            throw new InvalidInputException(
                    "column " + getOrDefault(seenCol) + " should hold arrays of items, but its type is "
                            + Schemas.type(schema, getOrDefault(seenCol)).simpleString());
        }
        return Schemas.with(schema, getOrDefault(outputCol), lists(model, model.type(mode(model, itemCol, 1))));
    }

    @Override
    public RecommendItems copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    @Override
    public MLWriter write() {
        return new StageFiles.Writer(this, null);
    }

    public static MLReader<RecommendItems> read() {
        return new StageFiles.Reader<>(RecommendItems.class, (uid, folder, metadata) -> new RecommendItems(uid));
    }

    public static RecommendItems load(String path) {
        return read().load(path);
    }

    public Param<String> modelPath() {
        return modelPath;
    }

    public Param<String> userCol() {
        return userCol;
    }

    public Param<String> itemCol() {
        return itemCol;
    }

    public StringArrayParam contextCols() {
        return contextCols;
    }

    public Param<String> seenCol() {
        return seenCol;
    }

    public IntParam numItems() {
        return numItems;
    }

    public Param<String> outputCol() {
        return outputCol;
    }

    public RecommendItems setModelPath(String value) {
        set(modelPath, value);
        return this;
    }

    public RecommendItems setUserCol(String value) {
        set(userCol, value);
        return this;
    }

    public RecommendItems setItemCol(String value) {
        set(itemCol, value);
        return this;
    }

    public RecommendItems setContextCols(String[] value) {
        set(contextCols, value);
        return this;
    }

    public RecommendItems setSeenCol(String value) {
        set(seenCol, value);
        return this;
    }

    public RecommendItems setNumItems(int value) {
        set(numItems, value);
        return this;
    }

    public RecommendItems setOutputCol(String value) {
        set(outputCol, value);
        return this;
    }
}
