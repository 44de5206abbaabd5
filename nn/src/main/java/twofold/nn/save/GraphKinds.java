package twofold.nn.save;

import static twofold.nn.save.Kind.field;
import static twofold.nn.save.Kind.whole;
import static twofold.nn.save.Value.TEXT;
import static twofold.nn.save.Value.WHOLE;
import static twofold.nn.save.Value.list;

import java.util.List;
import java.util.Map;
import twofold.nn.graph.Plan;
import twofold.nn.layer.Merge;

/** How graphs are described: their nodes, and how ways meet. */
final class GraphKinds {
  private GraphKinds() {}

  static final Kinds<Merge> MERGE = new Kinds<>("a merge", GraphKinds::merges, Map.of());

  static final Kinds<Plan.Step> STEP = new Kinds<>("a node", GraphKinds::steps, Map.of());

  static final Kind<Plan> PLAN =
      Kind.of(
          "plan",
          Plan.class,
          field("layers", LayerKinds.LAYERS, Plan::layers),
          field("nodes", list(STEP), Plan::nodes),
          field("inputs", list(WHOLE), Plan::inputs),
          field("outputs", list(WHOLE), Plan::outputs),
          Plan::new);

  private static List<Kind<? extends Merge>> merges() {
    return List.of(
        Kind.of("add", Merge.Add.class, Merge.Add::new),
        Kind.of("multiply", Merge.Multiply.class, Merge.Multiply::new),
        Kind.of(
            "concat",
            Merge.Concatenate.class,
            whole("axis", Merge.Concatenate::axis),
            Merge.Concatenate::new),
        Kind.of("dot", Merge.Dot.class, Merge.Dot::new));
  }

  private static List<Kind<? extends Plan.Step>> steps() {
    return List.of(
        Kind.of(
            "input",
            Plan.Input.class,
            field("name", TEXT, Plan.Input::name),
            field("dims", list(WHOLE), Plan.Input::dims),
            Plan.Input::new),
        Kind.of(
            "layer",
            Plan.Through.class,
            field("name", TEXT, Plan.Through::name),
            whole("of", Plan.Through::of),
            whole("layer", Plan.Through::layer),
            Plan.Through::new),
        Kind.of(
            "merge",
            Plan.Merged.class,
            field("name", TEXT, Plan.Merged::name),
            field("of", list(WHOLE), Plan.Merged::of),
            field("merge", MERGE, Plan.Merged::merge),
            Plan.Merged::new));
  }
}
