(** Row 8 at any pair of opposite vertices, and nowhere else: the cube is reflected. *)
Require Import Reals Lra Psatz.
From Eyewitness Require Import Statements FurtherStatements Points Visualizations Indistinguishability AffineRows
  Networks Vertices.
Open Scope R_scope.

(** the cube reflected so that the vertex a becomes 0: x_i or 1 - x_i *)
Fixpoint reflect {d} : point d -> point d -> point d := match d with
  | O => fun _ _ => tt
  | S _ => fun a x => (hd a + (1 - 2 * hd a) * hd x, reflect (tl a) (tl x))
  end.
(** the weights of a linear form of the reflected input *)
Fixpoint reflect_weights {d} : point d -> point d -> point d := match d with
  | O => fun _ _ => tt
  | S _ => fun a w => ((1 - 2 * hd a) * hd w, reflect_weights (tl a) (tl w))
  end.

Lemma dot_reflect d (w a x : point d) : dot w (reflect a x) = dot (reflect_weights a w) x + dot w a.
Proof. induction d as [|d IH]; simpl; [lra|]. rewrite IH; ring. Qed.
Lemma reflect_cube d (a x : point d) : vertex a -> cube x -> cube (reflect a x).
Proof.
  induction d as [|d IH]; simpl; auto; intros [Ha Ha'] [Hx Hx']; split; auto; destruct Ha as [-> | ->]; lra.
Qed.
Lemma reflect_twice d (a x : point d) : vertex a -> reflect a (reflect a x) = x.
Proof.
  induction d as [|d IH]; simpl; [destruct x; auto|]; destruct x as [x xs].
  intros [Ha Ha']; cbn [hd tl fst snd]; rewrite IH by auto; f_equal; destruct Ha as [-> | ->]; ring.
Qed.
Lemma reflect_opposite d (a b : point d) : opposite a b ->
  vertex a /\ vertex b /\ reflect a (diag d 0) = a /\ reflect a (diag d 1) = b.
Proof.
  induction d as [|d IH]; simpl; [destruct a, b; auto|]; destruct a as [a a'], b as [b b']; cbn [hd tl fst snd].
  intros [H H']; destruct (IH _ _ H') as (Va & Vb & -> & ->).
  destruct H as [[-> ->]|[-> ->]]; repeat split; auto; f_equal; ring.
Qed.

Lemma unique_Phi_reflect d (f : fn d) a b m M : opposite a b ->
  unique_Phi f (diag d 0) (diag d 1) m M -> unique_Phi (fun x => f (reflect a x)) a b m M.
Proof.
  intros O U; destruct (reflect_opposite d a b O) as (Va & Vb & Ea & Eb).
  pose proof (reflect_twice d a (diag d 0) Va) as Ra; rewrite Ea in Ra.
  pose proof (reflect_twice d a (diag d 1) Va) as Rb; rewrite Eb in Rb.
  pose proof (Phi_range _ _ _ _ _ (proj1 U)) as Rg; destruct U as (P & U1 & U2).
  pose proof P as (_ & _ & V1 & V2).
  apply unique_Phi_intro; auto using vertex_cube, reflect_cube.
  - rewrite Ra; auto.
  - rewrite Rb; auto.
  - intros x Hx E; rewrite <- Ea, <- (reflect_twice d a x Va); f_equal; apply U1.
    apply (is_min_iff_value _ _ _ _ _ _ P); auto using reflect_cube.
  - intros x Hx E; rewrite <- Eb, <- (reflect_twice d a x Va); f_equal; apply U2.
    apply (is_max_iff_value _ _ _ _ _ _ P); auto using reflect_cube.
Qed.

Lemma affine_scaled d m M (f : fn d) : affine f -> affine (scaled m M f).
Proof.
  intros (w & c & H); exists (lin2 (M - m) 0 w w), (m + (M - m) * c); intros x Hx.
  unfold scaled; rewrite H, dot_lin2 by auto; ring.
Qed.
Lemma affine_reflect d (f : fn d) a : vertex a -> affine f -> affine (fun x => f (reflect a x)).
Proof.
  intros Va (w & c & H); exists (reflect_weights a w), (dot w a + c); intros x Hx.
  rewrite H, dot_reflect by auto using reflect_cube; ring.
Qed.

(** unique extremisers of an affine function are opposite vertices: put one coordinate of
    an extremiser at either end, and compare *)
Lemma affine_form_unique_opposite d (w : point d) : forall c a b m M,
  unique_Phi (fun x => dot w x + c) a b m M -> opposite a b.
Proof.
  induction d as [|d IH]; [simpl; auto|].
  destruct w as [w ws]; intros c [a a'] [b b'] m M (((Ca & Hmin) & (Cb & Hmax) & Va & Vb) & U1 & U2).
  destruct Ca as [Ca Ca'], Cb as [Cb Cb']; simpl in Ca, Cb.
  pose (at_ := fun t (y : point d) => (t, y) : point (S d)).
  assert (A : forall t, 0 <= t <= 1 -> w * a <= w * t /\ (w * a = w * t -> a = t)).
  { intros t Ht; pose proof (Hmin (at_ t a') (conj Ht Ca')) as H; simpl in H; split; [lra|].
    intros E; assert (X : is_min (fun x : point (S d) => w * hd x + dot ws (tl x) + c) (at_ t a')).
    { split; [split; auto|]; intros x Hx; pose proof (Hmin x Hx) as H'; simpl in *; lra. }
    apply U1 in X; unfold at_ in X; congruence. }
  assert (B : forall t, 0 <= t <= 1 -> w * t <= w * b /\ (w * b = w * t -> b = t)).
  { intros t Ht; pose proof (Hmax (at_ t b') (conj Ht Cb')) as H; simpl in H; split; [lra|].
    intros E; assert (X : is_max (fun x : point (S d) => w * hd x + dot ws (tl x) + c) (at_ t b')).
    { split; [split; auto|]; intros x Hx; pose proof (Hmax x Hx) as H'; simpl in *; lra. }
    apply U2 in X; unfold at_ in X; congruence. }
  assert (I0 : 0 <= 0 <= 1) by lra. assert (I1 : 0 <= 1 <= 1) by lra.
  destruct (A 0 I0) as [A0 A0'], (A 1 I1) as [A1 A1'], (B 0 I0) as [B0 B0'], (B 1 I1) as [B1 B1'].
  split; [simpl|].
  - destruct (Rtotal_order w 0) as [N|[N|N]].
    + right; split; nra.
    + exfalso; subst w; assert (a = 0) by (apply A0'; ring); assert (a = 1) by (apply A1'; ring); lra.
    + left; split; nra.
  - apply (IH ws (w * a + c) a' b' (dot ws a' + (w * a + c)) (dot ws b' + (w * a + c))).
    split; [split; [|split; auto]|split].
    + split; auto; intros y Hy; pose proof (Hmin (at_ a y) (conj Ca Hy)) as H; simpl in H; lra.
    + split; auto; intros y Hy; pose proof (Hmax (at_ b y) (conj Cb Hy)) as H; simpl in H; lra.
    + intros y [Hy Hy'].
      assert (X : is_min (fun x : point (S d) => w * hd x + dot ws (tl x) + c) (at_ a y)).
      { split; [split; auto|]; intros x Hx; pose proof (Hmin x Hx) as H'; specialize (Hy' a' Ca'); simpl in *; lra. }
      apply U1 in X; unfold at_ in X; congruence.
    + intros y [Hy Hy'].
      assert (X : is_max (fun x : point (S d) => w * hd x + dot ws (tl x) + c) (at_ b y)).
      { split; [split; auto|]; intros x Hx; pose proof (Hmax x Hx) as H'; specialize (Hy' b' Cb'); simpl in *; lra. }
      apply U2 in X; unfold at_ in X; congruence.
Qed.

Lemma unique_Phi_ext d (f g : fn d) a b m M : (forall x, cube x -> f x = g x) ->
  unique_Phi f a b m M -> unique_Phi g a b m M.
Proof.
  intros E ((A & B & Va & Vb) & U1 & U2).
  assert (Emin : forall x, is_min f x <-> is_min g x).
  { intros x; unfold is_min; split; intros [Hx H]; (split; [auto|]); intros y Hy; specialize (H y Hy);
      rewrite !E in * by auto; auto. }
  assert (Emax : forall x, is_max f x <-> is_max g x).
  { intros x; unfold is_max; split; intros [Hx H]; (split; [auto|]); intros y Hy; specialize (H y Hy);
      rewrite !E in * by auto; auto. }
  split; [split; [apply Emin, A|split; [apply Emax, B|]]|split].
  - split; rewrite <- E; auto; apply A || apply B.
  - intros x Hx; apply U1, Emin, Hx.
  - intros x Hx; apply U2, Emax, Hx.
Qed.

Theorem affine_unique_opposite d (f : fn d) a b m M : affine f -> unique_Phi f a b m M -> opposite a b.
Proof.
  intros (w & c & H) U; apply (affine_form_unique_opposite d w c a b m M), (unique_Phi_ext d f); auto.
Qed.

Theorem affine_ambiguous_at k (a b : point (S (S k))) m M : opposite a b -> m < M -> ambiguous_at affine a b m M.
Proof.
  intros O HmM; apply ambiguous_at_scaled; auto using affine_scaled; intros h Hh.
  destruct (@affine_ambiguous_at_0_1 k h Hh) as (f1 & f2 & x & C1 & C2 & U1 & U2 & Hx & G1 & G2).
  destruct (reflect_opposite _ a b O) as (Va & _).
  exists (fun x => f1 (reflect a x)), (fun x => f2 (reflect a x)), (reflect a x).
  rewrite reflect_twice by auto.
  repeat match goal with |- _ /\ _ => split end; auto using affine_reflect, unique_Phi_reflect, reflect_cube.
Qed.
