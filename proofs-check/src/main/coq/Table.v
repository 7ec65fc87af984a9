(** The complete table of Geirhos et al. (ICML 2024), theorems 1 and 2. *)
Require Import Reals List.
From Eyewitness Require Import Space Notions Classes Net Surgery Erm PAff Lip Region Thm1 Evt Exceptions.
Open Scope R_scope.

(** ** the table as printed in the paper *)
Inductive notion := Exactly | Approximately | CloserToMinOrMax.
Inductive row := BlackBox | NeuralNetwork | NNtrainedERM | LLipschitz | PiecewiseAffine
  | Monotonic | Convex | AffineDimGt1 | AffineDim1 | Constant.
Inductive answer := Yes | No | OnlyForSmallL.

Definition paper (r : row) (n : notion) : answer :=
  match r, n with
  | BlackBox,        _ => No
  | NeuralNetwork,   _ => No
  | NNtrainedERM,    _ => No
  | LLipschitz,      CloserToMinOrMax => OnlyForSmallL
  | LLipschitz,      _ => No
  | PiecewiseAffine, _ => No
  | Monotonic,       _ => No
  | Convex,          _ => No
  | AffineDimGt1,    _ => No
  | AffineDim1,      _ => Yes
  | Constant,        _ => Yes
  end.

(** ** what the rows are about: every dimension, data set, norm and L *)
Definition all_of (r : row) (Q : forall d, cls d -> Prop) : Prop :=
  match r with
  | BlackBox        => forall k, Q (S k) BB
  | NeuralNetwork   => forall k, Q (S k) NN
  | NNtrainedERM    => forall k (data : list (Rn (S k) * R)), in_cube (map fst data) ->
                         Q (S k) (ERM_sq data)
  | LLipschitz      => forall k dist L, metric dist -> 0 < L -> Q (S k) (Lip dist L)
  | PiecewiseAffine => forall k, Q (S k) PAff
  | Monotonic       => forall k, Q (S k) Mono
  | Convex          => forall k, Q (S k) Conv
  | AffineDimGt1    => forall k, Q (S (S k)) Aff
  | AffineDim1      => Q 1%nat Aff
  | Constant        => forall d, Q d Const
  end.

Definition ask (n : notion) {d} : cls d -> rule d -> Prop :=
  match n with Exactly => exact | Approximately => approx | CloserToMinOrMax => side end.

(** ** "only for small L", per visualization: the decidable region is the union of two
    balls, it shrinks as L grows, it is all of X only at the smallest possible L, for some
    visualizations and norms, never for others *)
Definition only_for_small_L : Prop :=
  (forall d dist L a b m M x, @metric d dist -> 0 < L -> cube a -> cube b -> m < M ->
     M - m <= L * dist a b -> cube x ->
     (decidable_at dist L a b m M x <->
      L * dist x a <= (M - m) / 2 \/ L * dist x b <= (M - m) / 2)) /\
  (forall d dist L L' a b m M x, @metric d dist -> 0 < L' <= L ->
     decidable_at dist L a b m M x -> decidable_at dist L' a b m M x) /\
  (forall d dist L a b m M, @normlike d dist -> 0 < L -> cube a -> cube b -> m < M ->
     M - m <= L * dist a b ->
     ((forall x, cube x -> decidable_at dist L a b m M x) <->
      L * dist a b = M - m /\
      forall x, cube x -> dist x a <= dist a b / 2 \/ dist x b <= dist a b / 2)) /\
  (forall d x, cube x -> l1 x (cst d 0) <= l1 (cst d 0) (cst d 1) / 2 \/
                         l1 x (cst d 1) <= l1 (cst d 0) (cst d 1) / 2) /\
  (forall d L (a b : Rn (S (S d))) m M, 0 < L -> cube a -> cube b -> m < M ->
     M - m <= L * l2 a b -> exists x, cube x /\ ~ decidable_at l2 L a b m M x).

Theorem small_L : only_for_small_L.
Proof.
  unfold only_for_small_L; repeat match goal with |- _ /\ _ => split end; intros.
  - apply L5; auto.
  - eapply L5m; eauto.
  - apply L6_all; auto.
  - apply L7p_l1; auto.
  - apply L7_l2_never; auto.
Qed.

Definition holds (r : row) (n : notion) (ans : answer) : Prop :=
  match ans with
  | Yes => all_of r (fun d C => YES (ask n) C)
  | No  => all_of r (fun d C => NO (ask n) C)
  | OnlyForSmallL => all_of r (fun d C => NO (ask n) C) /\ only_for_small_L
  end.

(** ** the rows with eps* *)
Definition eps_row (r : row) : R :=
  match r with AffineDim1 | Constant => 0 | _ => 1/2 end.
Definition row_claim (r : row) : forall d, cls d -> Prop :=
  match r with AffineDim1 | Constant => @ROW_YES | _ => @ROW_NO end.

Theorem rows r : all_of r (row_claim r).
Proof.
  destruct r; simpl; intros.
  - apply row_bb.
  - apply row_nn.
  - apply row_erm_sq; auto.
  - apply row_lip; auto.
  - apply row_paff.
  - apply row_mono.
  - apply row_conv.
  - apply row_aff.
  - apply row_aff1.
  - apply row_const.
Qed.

(** all 30 cells *)
Theorem the_table : forall r n, holds r n (paper r n).
Proof.
  intros r n; pose proof (rows r) as H; destruct r, n; simpl in *;
    try (split; [|exact small_L]); intros;
    first [apply H; auto | apply (H _ _ H0) | apply H].
Qed.

(** eps* of every row: the best share of the range that a decoder can guarantee *)
Theorem eps_stars : forall r, all_of r (fun d C => EPS C (eps_row r)).
Proof.
  intros r; pose proof (rows r) as H; destruct r; simpl in *; intros; apply H; auto.
Qed.

(** ** theorem 1: attained in rows 1-3, 5-7; not attained (only approached) in rows 8 and 4 *)
Theorem theorem_1 : forall r, match r with
  | BlackBox | NeuralNetwork | NNtrainedERM | PiecewiseAffine | Monotonic | Convex =>
      all_of r (fun d C => theorem1 C)
  | AffineDimGt1 => forall d, ~ theorem1 (@Aff d)
  | LLipschitz => forall d (dist : Rn d -> Rn d -> R) L, metric dist ->
      (forall x y, dist x y <= l1 x y) -> 0 < L -> ~ theorem1 (LipU dist L)
  | _ => True end.
Proof.
  intros []; simpl; intros; auto.
  - apply theorem1_bb.
  - apply theorem1_nn.
  - apply theorem1_erm_sq; auto.
  - apply not_theorem1_lip; auto.
  - apply theorem1_paff.
  - apply theorem1_mono.
  - apply theorem1_conv.
  - apply not_theorem1_aff.
Qed.

(** theorem 2: in every No row, whatever is decoded, some member's side is misjudged *)
Theorem theorem_2 : forall r, match r with
  | AffineDim1 | Constant => True | _ => all_of r (fun d C => theorem2 C) end.
Proof.
  intros []; simpl; intros; auto; apply indist_theorem2.
  - apply ambiguous_bb.
  - apply ambiguous_nn.
  - apply ambiguous_erm; auto; apply erm_attained.
  - apply ambiguous_lip; auto.
  - apply (ambiguous_sub NN); [apply NN_PAff|apply ambiguous_nn].
  - apply ambiguous_mono.
  - apply (ambiguous_sub ConvMono); [intros f Hf; apply Hf|apply ambiguous_convmono].
  - apply ambiguous_aff.
Qed.

Print Assumptions the_table.
Print Assumptions eps_stars.
Print Assumptions theorem_1.
Print Assumptions theorem_2.
