package twofold.verify.vaegan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.ejml.simple.SimpleEVD;
import org.ejml.simple.SimpleMatrix;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.vaegan.LinearAutoencoder;
import twofold.vaegan.LinearAutoencoder.Model;
import twofold.vaegan.LinearAutoencoder.Options;
import twofold.verify.check.Arithmetic;
import twofold.verify.check.GradientCheck;
import twofold.verify.check.RunningError;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.OperationTheorems.Case;
import twofold.verify.tensor.Twins;

/**
 * Theorems about {@code LinearAutoencoder}. The eigenvalues to compare with are those of EJML; how
 * exact they are is not believed but computed.
 */
class LinearAutoencoderProperties {

  /**
   * PCA of centred rows Y by another road, with an account of its own rounding.
   *
   * <pre>
   *   C = YᵀY/n as computed is off by at most γₙ₊₂·|Y|ᵀ|Y|/n, in norm by γₙ₊₂·tr C.
   *   For computed Λ, Q and E = C − QΛQᵀ, the eigenvalues of C are those of QΛQᵀ up to ‖E‖ [Weyl], and these are Λ up
   *   to the factor 1 ± ‖QᵀQ − I‖ [Ostrowski]. Computing E itself adds γ₂d₊₂·|Q||Λ||Qᵀ| ≤ γ₂d₊₂·d·λ₁ in norm.
   * </pre>
   *
   * @param values λ₁ ≥ … ≥ λ_d
   * @param q eigenvectors, as columns
   * @param slack how far C may be from QΛQᵀ in norm, and each λ from the exact one
   */
  private record Pca(double[] values, SimpleMatrix q, double slack) {

    static Pca of(Tensor centred) {
      SimpleMatrix y = ejml(centred);
      int n = y.getNumRows();
      int d = y.getNumCols();
      SimpleMatrix c = y.transpose().mult(y).divide(n);
      SimpleEVD<SimpleMatrix> evd = c.eig();
      int[] order =
          IntStream.range(0, d)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> -evd.getEigenvalue(i).getReal()))
              .mapToInt(i -> i)
              .toArray();
      double[] values =
          Arrays.stream(order).mapToDouble(i -> evd.getEigenvalue(i).getReal()).toArray();
      SimpleMatrix q = new SimpleMatrix(d, d);
      for (int j = 0; j < d; j++) {
        q.setColumn(j, evd.getEigenVector(order[j]));
      }
      Arithmetic fl = Arithmetic.DOUBLE;
      double e = c.minus(q.mult(SimpleMatrix.diag(values)).mult(q.transpose())).normF();
      double skew = q.transpose().mult(q).minus(SimpleMatrix.identity(d)).normF();
      double slack =
          e + values[0] * skew + fl.gamma(2 * d + 2) * d * values[0] + fl.gamma(n + 2) * c.trace();
      return new Pca(values, q, slack);
    }

    /** λₖ₊₁ + … + λ_d, off by at most (d − k) times the slack. */
    double dropped(int k) {
      return Arrays.stream(values, k, values.length).sum();
    }

    double droppedSlack(int k) {
      return (values.length - k) * slack + Arithmetic.DOUBLE.gamma(values.length) * dropped(k);
    }

    /** λₖ − λₖ₊₁, at least. */
    double gap(int k) {
      return values[k - 1] - values[k] - 2 * slack;
    }

    /** λ_d, at least. */
    double smallest() {
      return values[values.length - 1] - slack;
    }

    /** The projector on the first k eigenvectors. */
    SimpleMatrix projector(int k) {
      SimpleMatrix first = q.cols(0, k);
      return first.mult(first.transpose());
    }

    /**
     * How far, in norm, it may be from the exact one: C is QΛQᵀ but for the slack, which turns the
     * subspace by a sine of at most 2·slack/gap, and ‖P − Q‖ = √2·sine. [Davis & Kahan 1970]
     */
    double projectorSlack(int k) {
      return Math.sqrt(2) * 2 * Math.sqrt(k) * slack / gap(k)
          + Arithmetic.DOUBLE.gamma(4 * values.length);
    }
  }

  /**
   * Forty rows around a random mean whose covariance has the eigenvalues 1, 0.36, 0.36², … along
   * random axes: a gap after every k.
   *
   * <p>With U orthonormal columns orthogonal to 1, and R a rotation, √n·U·diag(√λ)·Rᵀ has the mean
   * 0 and the covariance R·diag(λ)·Rᵀ.
   */
  private static double[][] draw(Draw draw, int d) {
    int n = 40;
    SimpleMatrix wild = ejml(draw.normals(new Shape(n, d)));
    for (int j = 0; j < d; j++) {
      double mean = wild.getColumn(j).elementSum() / n;
      wild.setColumn(j, wild.getColumn(j).minus(mean));
    }
    SimpleMatrix u = wild.svd(true).getU().cols(0, d);
    SimpleMatrix r = ejml(draw.normals(new Shape(d, d))).svd().getU();
    double[] size = IntStream.range(0, d).mapToDouble(a -> Math.pow(0.6, a)).toArray();
    SimpleMatrix rows = u.mult(SimpleMatrix.diag(size)).mult(r.transpose()).scale(Math.sqrt(n));
    double[][] x = rows.toArray2();
    for (int j = 0; j < d; j++) {
      double offset = 5 * draw.normal();
      for (double[] row : x) {
        row[j] += offset;
      }
    }
    return x;
  }

  private static Tensor centred(double[][] x, double[] mean) {
    double[][] y = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      y[i] = new double[mean.length];
      for (int j = 0; j < mean.length; j++) {
        y[i][j] = x[i][j] - mean[j];
      }
    }
    return Device.reference().matrix(y);
  }

  /** Eckart and Young: no weights whatsoever lose less than the dropped eigenvalues. */
  @Property(tries = 300)
  void theLossIsNeverBelowTheDroppedEigenvalues(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int d = draw.from(1, 6);
    int k = draw.from(1, d);
    Tensor y = draw.normals(new Shape(draw.from(1, 12), d));
    Tensor encoder = draw.normals(new Shape(d, k));
    Tensor decoder = draw.normals(new Shape(k, d));
    Pca pca = Pca.of(y);
    if (draw.chance(0.7)) { // near the optimum, where the bound is tight
      double away = draw.chance(0.5) ? 0x1p-20 : 0;
      SimpleMatrix first = pca.q.cols(0, k);
      encoder = tensor(first).add(encoder.multiply(away));
      decoder = tensor(first.transpose()).add(decoder.multiply(away));
    }
    Tensor loss = LinearAutoencoder.loss(y, encoder, decoder).stopGradient();
    Tensor traced = LinearAutoencoder.loss(y, encoder.stopGradient(), decoder.stopGradient());
    double rounding = new RunningError(Arithmetic.DOUBLE).of(traced).item();
    assertThat(loss.item() + rounding).isGreaterThanOrEqualTo(pca.dropped(k) - pca.droppedSlack(k));
  }

  /** A trained autoencoder, and PCA of the same data. */
  private record Trained(double[][] x, int k, Model model, Tensor y, Pca pca) {

    static Trained draw(long seed) {
      Draw draw = new Draw(new SplittableRandom(seed));
      int d = draw.from(2, 5);
      int k = draw.from(1, d - 1);
      double[][] x = LinearAutoencoderProperties.draw(draw, d);
      // A start near a saddle loses hundreds of steps there: more of them, so that all end sharply.
      Options options = new Options(k).withSteps(300);
      Model model = LinearAutoencoder.fit(Device.reference(), x, options, seed);
      Tensor y = centred(x, model.mean());
      return new Trained(x, k, model, y, Pca.of(y));
    }

    Tensor loss() {
      return LinearAutoencoder.loss(y, model.encoder(), model.decoder());
    }

    /** By how much the loss can exceed the minimum, at most: as measured, and all roundings. */
    double excess() {
      Tensor loss = loss();
      double rounding = new RunningError(Arithmetic.DOUBLE).of(loss).item();
      return Math.max(0, loss.item() - pca.dropped(k)) + pca.droppedSlack(k) + rounding;
    }

    /** √( e·(1/λ_d + 2/(λₖ − λₖ₊₁)) ), as the lesson derives it. */
    double angleBound() {
      return Math.sqrt(excess() * (1 / pca.smallest() + 2 / pca.gap(k)));
    }

    SimpleMatrix product() {
      return ejml(model.encoder()).mult(ejml(model.decoder()));
    }
  }

  /**
   * Training ends at the minimum. How near, its gradients tell.
   *
   * <pre>
   *   For given W_d the loss is a quadratic in W_e of curvature 2·λ_d·σₖ(W_d)² at least, so the best W_e is at most
   *     Δ = ‖Ḡ_e‖/(2·λ_d·σₖ²) away, and e₁ ≤ ‖Ḡ_e‖²/(4·λ_d·σₖ²).
   *   Let V be an orthonormal basis of the rows of W_d, and P = VVᵀ. Then Ḡ_d·(I − P) = −2·W_eᵀC·(I − P), and with the
   *     best W_e = V·M, σₖ(M) = 1/σ₁(W_d):   ‖(I − P)CV‖ ≤ ρ = σ₁(W_d)·(½‖Ḡ_d‖ + λ₁·Δ).
   *   By the tan Θ theorem [Davis & Kahan 1970] the angles between V and PCA's subspace have ‖tan Θ‖ ≤ ρ/δ, with
   *     δ = θₖ − λₖ₊₁ > 0 and θₖ the smallest eigenvalue of VᵀCV; and e₂ ≤ (λ₁ − λ_d)·‖sin Θ‖².
   *
   *   loss − minimum = e₁ + e₂ ≤ ‖Ḡ_e‖²/(4·λ_d·σₖ²) + (λ₁ − λ_d)·(ρ/δ)²
   * </pre>
   */
  @Property(tries = 15)
  void trainingReachesTheDroppedEigenvalues(@ForAll long seed) {
    Trained t = Trained.draw(seed);
    Tensor loss = t.loss();
    List<Tensor> weights = List.of(t.model.encoder(), t.model.decoder());
    List<Tensor> gradients = Gradients.of(loss, weights);
    RunningError running = new RunningError(Arithmetic.DOUBLE);
    double ge = ejml(gradients.get(0)).normF() + ejml(running.of(gradients.get(0))).normF();
    double gd = ejml(gradients.get(1)).normF() + ejml(running.of(gradients.get(1))).normF();

    var svd = ejml(t.model.decoder()).svd(true);
    double[] sigma = svd.getSingularValues();
    double curvature = t.pca.smallest() * Math.pow(sigma[t.k - 1], 2);
    SimpleMatrix v = svd.getV().cols(0, t.k);
    SimpleMatrix y = ejml(t.y);
    SimpleMatrix yv = y.mult(v);
    double theta =
        yv.transpose().mult(yv).divide(y.getNumRows()).eig().getEigenvalues().stream()
            .mapToDouble(value -> value.getReal())
            .min()
            .orElseThrow();
    double first = t.pca.values[0];
    double rho = sigma[0] * (gd / 2 + first * ge / (2 * curvature));
    double delta = theta - t.pca.values[t.k];
    assertThat(delta).as("the subspace is PCA's and not that of a saddle").isPositive();

    double bound = ge * ge / (4 * curvature) + first * Math.pow(rho / delta, 2);
    assertThat(bound).as("bound decides").isLessThan(1e-6 * t.pca.dropped(0));
    double rounding = running.of(loss).item() + t.pca.droppedSlack(t.k);
    assertThat(loss.item() - t.pca.dropped(t.k)).isBetween(-rounding, bound + rounding);
    double[] history = t.model.lossHistory();
    assertThat(history[history.length - 1]).isLessThan(history[0]);
  }

  /** W_e·W_d is PCA's projector, as near as the excess loss allows. */
  @Property(tries = 15)
  void theProductIsThePrincipalProjector(@ForAll long seed) {
    Trained t = Trained.draw(seed);
    double bound = t.angleBound() + t.pca.projectorSlack(t.k);
    assertThat(bound).as("bound decides").isLessThan(1e-3);
    assertThat(t.product().minus(t.pca.projector(t.k)).normF()).isLessThanOrEqualTo(bound);
  }

  /**
   * The bound on the angle holds for any weights, near the optimum or not: it is a theorem about
   * the loss, not about training.
   */
  @Property(tries = 200)
  void theExcessLossBoundsTheAngle(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int d = draw.from(2, 5);
    int k = draw.from(1, d - 1);
    Tensor y = draw.normals(new Shape(3 * d, d));
    Pca pca = Pca.of(y);
    double away = Math.scalb(1.0, -draw.from(0, 12));
    SimpleMatrix first = pca.q.cols(0, k);
    Tensor encoder = tensor(first).add(draw.normals(new Shape(d, k)).multiply(away)).stopGradient();
    Tensor decoder =
        tensor(first.transpose()).add(draw.normals(new Shape(k, d)).multiply(away)).stopGradient();
    Tensor loss = LinearAutoencoder.loss(y, encoder, decoder);
    double rounding = new RunningError(Arithmetic.DOUBLE).of(loss).item() + pca.droppedSlack(k);
    double excess = loss.item() - pca.dropped(k) + rounding;
    double bound = Math.sqrt(excess * (1 / pca.smallest() + 2 / pca.gap(k)));
    double difference =
        ejml(encoder).mult(ejml(decoder)).minus(pca.projector(k)).normF() - pca.projectorSlack(k);
    assertThat(difference).isLessThanOrEqualTo(bound);
  }

  /**
   * Reconstructing twice is reconstructing once, as it is for a projector: with A = Q + F the
   * difference is A² − A = QF + FQ − F + F², whose norm is at most ‖F‖ + ‖F‖², because QF + FQ − F
   * is F with two of its four blocks left away and one of the others negated.
   */
  @Property(tries = 15)
  void reconstructingIsIdempotentAtTheOptimum(@ForAll long seed) {
    Trained t = Trained.draw(seed);
    double f = t.angleBound();
    SimpleMatrix once = new SimpleMatrix(t.model.reconstruct(t.x));
    SimpleMatrix twice = new SimpleMatrix(t.model.reconstruct(t.model.reconstruct(t.x)));
    // each pass: subtraction, two sums of at most d terms, addition, relative to what is added
    double terms =
        (new SimpleMatrix(t.x).normF()
                + Math.sqrt(t.x.length) * new SimpleMatrix(t.model.mean()).normF())
            * (1 + ejml(t.model.encoder()).normF() * ejml(t.model.decoder()).normF());
    double rounding = 4 * Arithmetic.DOUBLE.gamma(2 * t.model.mean().length + 4) * terms;
    double bound = ejml(t.y).normF() * (f + f * f) + rounding;
    assertThat(bound).as("bound decides").isLessThan(1e-2 * ejml(t.y).normF());
    assertThat(twice.minus(once).normF()).isLessThanOrEqualTo(bound);
  }

  /**
   * The code has no axes of its own: W_e·R and R⁻¹·W_d lose the same. For R diagonal with powers of
   * two nothing is rounded, and not a bit differs.
   */
  @Property(tries = 100)
  void theCodeIsDeterminedUpToCoordinatesOnly(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int d = draw.from(1, 5);
    int k = draw.from(1, d);
    Tensor y = draw.normals(new Shape(7, d));
    Tensor encoder = draw.normals(new Shape(d, k));
    Tensor decoder = draw.normals(new Shape(k, d));
    double[] r = IntStream.range(0, k).mapToDouble(j -> Math.scalb(1, draw.from(-9, 9))).toArray();
    Tensor scale = Device.reference().tensor(new Shape(1, k), r);
    Tensor other =
        LinearAutoencoder.loss(y, encoder.multiply(scale), decoder.divide(scale.reshape(k, 1)));
    assertThat(other.item()).isEqualTo(LinearAutoencoder.loss(y, encoder, decoder).item());
  }

  /** The loss, its gradient, and that of its gradient; alike on every device. */
  @Property(tries = 50)
  void theLossIsDifferentiatedRightlyAndTheSameEverywhere(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Draw draw = new Draw(random);
    int d = draw.from(1, 5);
    int k = draw.from(1, d);
    List<Tensor> inputs =
        List.of(
            draw.normals(new Shape(draw.from(1, 9), d)),
            draw.normals(new Shape(d, k)),
            draw.normals(new Shape(k, d)));
    Case x = new Case(inputs, in -> LinearAutoencoder.loss(in.get(0), in.get(1), in.get(2)));
    for (var report :
        List.of(
            GradientCheck.firstOrder(x.function(), inputs, random),
            GradientCheck.secondOrder(x.function(), inputs, random))) {
      assertThat(report.isSharp()).as("%s decides something", report).isTrue();
      assertThat(report.units()).as("%s", report).isLessThanOrEqualTo(1);
    }
    Twins.agree(x);
  }

  private static SimpleMatrix ejml(Tensor matrix) {
    return new SimpleMatrix(matrix.dim(0), matrix.dim(1), true, matrix.toArray());
  }

  private static Tensor tensor(SimpleMatrix m) {
    double[][] rows = m.toArray2();
    return Device.reference().matrix(rows);
  }
}
