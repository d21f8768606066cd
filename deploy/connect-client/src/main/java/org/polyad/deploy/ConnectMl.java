package org.polyad.deploy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.connect.proto.Command;
import org.apache.spark.connect.proto.DataType;
import org.apache.spark.connect.proto.ExecutePlanResponse;
import org.apache.spark.connect.proto.Expression.Literal;
import org.apache.spark.connect.proto.MlCommand;
import org.apache.spark.connect.proto.MlCommandResult;
import org.apache.spark.connect.proto.MlOperator;
import org.apache.spark.connect.proto.MlOperator.OperatorType;
import org.apache.spark.connect.proto.MlParams;
import org.apache.spark.connect.proto.MlRelation;
import org.apache.spark.connect.proto.ObjectRef;
import org.apache.spark.connect.proto.Relation;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.connect.SparkSession;
import scala.collection.Iterator;
import scala.runtime.BoxedUnit;

/**
 * What PySpark's client says to a Connect server about stages, from the JVM, whose client has no class for them: the server finds a
 * stage by the name of its class among its services, and keeps what was fitted under a reference.
 */
final class ConnectMl {
    private final SparkSession spark;

    ConnectMl(SparkSession spark) {
        this.spark = spark;
    }

    ObjectRef fit(String estimator, Map<String, Object> params, Dataset<Row> data) {
        MlCommand.Fit fit = MlCommand.Fit.newBuilder()
                .setEstimator(operator(estimator, OperatorType.OPERATOR_TYPE_ESTIMATOR))
                .setParams(params(params))
                .setDataset(relation(data))
                .build();
        return execute(MlCommand.newBuilder().setFit(fit).build())
                .getOperatorInfo()
                .getObjRef();
    }

    void save(ObjectRef model, String path) {
        MlCommand.Write write = MlCommand.Write.newBuilder()
                .setObjRef(model)
                .setPath(path)
                .setShouldOverwrite(true)
                .build();
        execute(MlCommand.newBuilder().setWrite(write).build());
    }

    ObjectRef load(String model, String path) {
        MlCommand.Read read = MlCommand.Read.newBuilder()
                .setOperator(operator(model, OperatorType.OPERATOR_TYPE_MODEL))
                .setPath(path)
                .build();
        return execute(MlCommand.newBuilder().setRead(read).build())
                .getOperatorInfo()
                .getObjRef();
    }

    double evaluate(String evaluator, Map<String, Object> params, Dataset<Row> data) {
        MlCommand.Evaluate evaluate = MlCommand.Evaluate.newBuilder()
                .setEvaluator(operator(evaluator, OperatorType.OPERATOR_TYPE_EVALUATOR))
                .setParams(params(params))
                .setDataset(relation(data))
                .build();
        return execute(MlCommand.newBuilder().setEvaluate(evaluate).build())
                .getParam()
                .getDouble();
    }

    Dataset<Row> transform(ObjectRef model, Dataset<Row> data) {
        return relation(MlRelation.Transform.newBuilder().setObjRef(model).setInput(relation(data)));
    }

    Dataset<Row> transform(String transformer, Map<String, Object> params, Dataset<Row> data) {
        return relation(MlRelation.Transform.newBuilder()
                .setTransformer(operator(transformer, OperatorType.OPERATOR_TYPE_TRANSFORMER))
                .setParams(params(params))
                .setInput(relation(data)));
    }

    private Dataset<Row> relation(MlRelation.Transform.Builder transform) {
        MlRelation relation =
                MlRelation.newBuilder().setTransform(transform.build()).build();
        return spark.newDataFrame(builder -> {
            builder.setMlRelation(relation);
            return BoxedUnit.UNIT;
        });
    }

    private static Relation relation(Dataset<Row> data) {
        return ((org.apache.spark.sql.connect.Dataset<Row>) data).plan().getRoot();
    }

    private MlCommandResult execute(MlCommand command) {
        MlCommandResult result = null;
        Iterator<ExecutePlanResponse> responses = spark.execute(
                        Command.newBuilder().setMlCommand(command).build())
                .iterator();
        while (responses.hasNext()) {
            ExecutePlanResponse response = responses.next();
            if (response.hasMlCommandResult()) {
                result = response.getMlCommandResult();
            }
        }
        return result;
    }

    private static MlOperator operator(String name, OperatorType type) {
        return MlOperator.newBuilder()
                .setName(name)
                .setUid(name.substring(name.lastIndexOf('.') + 1))
                .setType(type)
                .build();
    }

    private static MlParams params(Map<String, Object> values) {
        Map<String, Literal> literals = new LinkedHashMap<>();
        values.forEach((name, value) -> literals.put(name, literal(value)));
        return MlParams.newBuilder().putAllParams(literals).build();
    }

    private static Literal literal(Object value) {
        Literal.Builder literal = Literal.newBuilder();
        if (value instanceof Integer number) {
            literal.setInteger(number);
        } else if (value instanceof Double number) {
            literal.setDouble(number);
        } else if (value instanceof String[] words) {
            Literal.Array.Builder array = Literal.Array.newBuilder()
                    .setElementType(DataType.newBuilder()
                            .setString(DataType.String.getDefaultInstance())
                            .build());
            for (String word : words) {
                array.addElements(literal(word));
            }
            literal.setArray(array);
        } else {
            literal.setString((String) value);
        }
        return literal.build();
    }
}
