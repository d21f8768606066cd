package org.polyad.spark.ml;

import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/**
 * Fits a generalized CP model to the rows of a Dataset: columns of any type are its modes, a numeric one the values.
 *
 * <pre>
 * GeneralizedCPModel model = new GeneralizedCP()
 *         .setModeCols(new String[] {"user", "film", "month"}).setValueCol("rating")
 *         .setUnlisted("missing").setRank(16).setBiases(true).fit(ratings);
 * Dataset&lt;Row&gt; predicted = model.transform(test);
 * </pre>
 *
 * <p>In place of MLlib's ALS it takes the same columns and numbers: {@code userCol}, {@code itemCol}, {@code ratingCol}, {@code rank},
 * {@code regParam} (by count, as there), {@code nonnegative}, {@code implicitPrefs}, {@code alpha}; ids may be of any type. Up to 50
 * million rows are fitted by the driver's threads, more by Spark's executors, to the same model; {@code engine} says otherwise.
 */
public final class GeneralizedCP extends Estimator<GeneralizedCPModel> implements FitParams, AlsParams, MLWritable {
    private static final long serialVersionUID = 1L;

    private final String uid;
    private final Table modelTable;
    private final FitTable fitTable;
    private final AlsTable alsTable;

    public GeneralizedCP() {
        this(Identifiable$.MODULE$.randomUID("GeneralizedCP"));
    }

    public GeneralizedCP(String uid) {
        this.uid = uid;
        this.modelTable = new Table(this);
        this.fitTable = new FitTable(this);
        this.alsTable = new AlsTable(this);
        modelTable.defaults(this);
        fitTable.defaults(this);
        alsTable.defaults(this);
    }

    @Override
    public String uid() {
        return uid;
    }

    @Override
    public Table modelTable() {
        return modelTable;
    }

    @Override
    public FitTable fitTable() {
        return fitTable;
    }

    @Override
    public AlsTable alsTable() {
        return alsTable;
    }

    /** @throws IllegalArgumentException for columns or values that do not suit, with their names and what was found */
    @Override
    public GeneralizedCPModel fit(Dataset<?> dataset) {
        transformSchema(dataset.schema());
        return copyValues(new Fitting(this).fit(dataset), ParamMap.empty()).setParent(this);
    }

    @Override
    public StructType transformSchema(StructType schema) {
        Fitting.columns(this).check(schema);
        return PredictionColumns.schema(schema, this);
    }

    @Override
    public GeneralizedCP copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    @Override
    public MLWriter write() {
        return new StageFiles.Writer(this, null);
    }

    public static MLReader<GeneralizedCP> read() {
        return new StageFiles.Reader<>(GeneralizedCP.class, (uid, folder, metadata) -> new GeneralizedCP(uid));
    }

    public static GeneralizedCP load(String path) {
        return read().load(path);
    }

    @Override
    public String toString() {
        return "GeneralizedCP: uid=" + uid + ", rank=" + getOrDefault(rank()) + ", order=" + modes().length;
    }

    public GeneralizedCP setModeCols(String[] value) {
        set(modeCols(), value);
        return this;
    }

    public GeneralizedCP setUserCol(String value) {
        set(userCol(), value);
        return this;
    }

    public GeneralizedCP setItemCol(String value) {
        set(itemCol(), value);
        return this;
    }

    public GeneralizedCP setRatingCol(String value) {
        set(ratingCol(), value);
        return this;
    }

    public GeneralizedCP setValueCol(String value) {
        set(valueCol(), value);
        return this;
    }

    public GeneralizedCP setWeightCol(String value) {
        set(weightCol(), value);
        return this;
    }

    public GeneralizedCP setPredictionCol(String value) {
        set(predictionCol(), value);
        return this;
    }

    public GeneralizedCP setLinkPredictionCol(String value) {
        set(linkPredictionCol(), value);
        return this;
    }

    public GeneralizedCP setPlaceCol(String value) {
        set(placeCol(), value);
        return this;
    }

    public GeneralizedCP setCandidatesCol(String value) {
        set(candidatesCol(), value);
        return this;
    }

    public GeneralizedCP setPlaceInContext(boolean value) {
        set(placeInContext(), value);
        return this;
    }

    public GeneralizedCP setColdStartStrategy(String value) {
        set(coldStartStrategy(), value);
        return this;
    }

    public GeneralizedCP setRank(int value) {
        set(rank(), value);
        return this;
    }

    public GeneralizedCP setMaxIter(int value) {
        set(maxIter(), value);
        return this;
    }

    public GeneralizedCP setTol(double value) {
        set(tol(), value);
        return this;
    }

    public GeneralizedCP setSeed(long value) {
        set(seed(), value);
        return this;
    }

    public GeneralizedCP setRegParam(double value) {
        set(regParam(), value);
        return this;
    }

    public GeneralizedCP setRegParams(double[] value) {
        set(regParams(), value);
        return this;
    }

    public GeneralizedCP setRegularizationBy(String value) {
        set(regularizationBy(), value);
        return this;
    }

    public GeneralizedCP setNonnegative(boolean value) {
        set(nonnegative(), value);
        return this;
    }

    public GeneralizedCP setBiases(boolean value) {
        set(biases(), value);
        return this;
    }

    public GeneralizedCP setImplicitPrefs(boolean value) {
        set(implicitPrefs(), value);
        return this;
    }

    public GeneralizedCP setAlpha(double value) {
        set(alpha(), value);
        return this;
    }

    public GeneralizedCP setLoss(String value) {
        set(loss(), value);
        return this;
    }

    public GeneralizedCP setUnlisted(String value) {
        set(unlisted(), value);
        return this;
    }

    public GeneralizedCP setMethod(String value) {
        set(method(), value);
        return this;
    }

    public GeneralizedCP setDuplicates(String value) {
        set(duplicates(), value);
        return this;
    }

    public GeneralizedCP setEngine(String value) {
        set(engine(), value);
        return this;
    }

    public GeneralizedCP setStepSize(double value) {
        set(stepSize(), value);
        return this;
    }

    public GeneralizedCP setInitialModelPath(String value) {
        set(initialModelPath(), value);
        return this;
    }

    public GeneralizedCP setIntermediateStorageLevel(String value) {
        set(intermediateStorageLevel(), value);
        return this;
    }

    public GeneralizedCP setFinalStorageLevel(String value) {
        set(finalStorageLevel(), value);
        return this;
    }

    public GeneralizedCP setCheckpointInterval(int value) {
        set(checkpointInterval(), value);
        return this;
    }

    public GeneralizedCP setNumBlocks(int value) {
        return setNumUserBlocks(value).setNumItemBlocks(value);
    }

    public GeneralizedCP setNumUserBlocks(int value) {
        set(numUserBlocks(), value);
        return this;
    }

    public GeneralizedCP setNumItemBlocks(int value) {
        set(numItemBlocks(), value);
        return this;
    }

    public GeneralizedCP setBlockSize(int value) {
        set(blockSize(), value);
        return this;
    }
}
