(** Quantised networks: two with weights and biases -1, 0 and 1 show the same and are far apart at some x; one rises
    near the greatest input only, the other near the least only. *)
Require Import Reals Lra Lia List Psatz.
Import ListNotations.
From Eyewitness Require Import Statements FurtherStatements HelpStatements OurStatements Points Distances Visualizations
  Networks Architectures.
Open Scope R_scope.

(** ** Two members that show the same, and are on different sides of mid, g of the range apart *)
Definition confused {d} (C : class d) g := exists f1 f2 a b m M x, C f1 /\ C f2 /\
  unique_Phi f1 a b m M /\ unique_Phi f2 a b m M /\ cube x /\ f2 x < mid m M < f1 x /\ g * (M - m) <= f1 x - f2 x.
Lemma confused_never d (C : class d) g : 0 < g -> confused C g ->
  never exact C /\ never approx C /\ never side C /\ forall eps, eps < g / 2 -> never (fun C T => within C T eps) C.
Proof.
  intros Hg (f1 & f2 & a & b & m & M & x & C1 & C2 & U1 & U2 & Hx & S & G).
  assert (N : forall eps, eps < g / 2 -> never (fun C T => within C T eps) C).
  { intros eps He T HT (D & HD).
    destruct (unique_Phi_shown _ _ _ _ _ _ _ HT C1 U1) as (T1 & E1 & E1').
    destruct (unique_Phi_shown _ _ _ _ _ _ _ HT C2 U2) as (T2 & E2 & E2').
    pose proof (HD _ _ _ C1 T1 x Hx) as B1; pose proof (HD _ _ _ C2 T2 x Hx) as B2.
    rewrite E1, E1' in B1; rewrite E2, E2' in B2; apply Rabs_le_inv in B1; apply Rabs_le_inv in B2.
    pose proof (Phi_range _ _ _ _ _ (proj1 U1) x Hx); pose proof (Phi_range _ _ _ _ _ (proj1 U2) x Hx); nra. }
  split; [|split; [|split; [|exact N]]]; intros T HT.
  - intros E; apply (N 0 ltac:(lra) T HT), exact_within_0, E.
  - intros E; pose proof (Rmin_l (g / 4) (1 / 2)); pose proof (Rmin_r (g / 4) (1 / 2)).
    assert (0 < Rmin (g / 4) (1 / 2)) by (apply Rmin_glb_lt; lra).
    apply (N (Rmin (g / 4) (1 / 2)) ltac:(lra) T HT), E; repeat split; lra.
  - intros (D & HD).
    destruct (unique_Phi_shown _ _ _ _ _ _ _ HT C1 U1) as (T1 & E1 & E1').
    destruct (unique_Phi_shown _ _ _ _ _ _ _ HT C2 U2) as (T2 & E2 & E2').
    pose proof (proj1 (HD _ _ _ C1 T1 x Hx)) as B1; pose proof (proj2 (HD _ _ _ C2 T2 x Hx)) as B2.
    rewrite E1, E1' in B1; rewrite E2, E2' in B2.
    assert (true = false) by (rewrite <- B1, <- B2; auto; lra); discriminate.
Qed.

(** ** The two networks, as functions of the sum of the coordinates *)
Section Pair.
Context {k : nat}.
Local Notation d := (S k).
Variable n : nat.
Hypothesis Hn : (d <= n)%nat.
Definition late : fn d := fun x => sum x + INR n * relu (1 - 2 * (INR d - sum x)).
Definition early : fn d := fun x => sum x + INR n * (1 - relu (1 - 2 * sum x)).

Lemma d_n : 1 <= INR d <= INR n.
Proof. split; [apply (le_INR 1); lia|apply le_INR; auto]. Qed.
Lemma sum_range (x : point d) : cube x -> 0 <= sum x <= INR d /\ (sum x = 0 -> x = diag d 0) /\ (sum x = INR d -> x = diag d 1).
Proof.
  intros Hx; pose proof (positive_diag d 1 ltac:(lra)) as P; pose proof (dot_nonneg _ x P Hx) as H1.
  pose proof (dot_le_sum _ x P Hx) as H2; pose proof (dot_eq_0 _ x P Hx) as H3; pose proof (dot_eq_sum _ x P Hx) as H4.
  rewrite dot_diag_l, sum_diag in *; rewrite Rmult_1_l, Rmult_1_r in *; auto.
Qed.
Lemma relu_cases z : (z <= 0 /\ relu z = 0) \/ (0 <= z /\ relu z = z).
Proof. destruct (Rle_dec z 0); [left|right]; split; try lra; [apply relu_neg|apply relu_pos]; lra. Qed.

Lemma late_Phi : unique_Phi late (diag d 0) (diag d 1) 0 (INR d + INR n).
Proof.
  pose proof d_n; apply unique_Phi_intro; try (apply cube_diag; lra); unfold late.
  - rewrite sum_diag, Rmult_0_r, relu_neg; lra.
  - rewrite sum_diag, Rmult_1_r, relu_pos; lra.
  - intros x Hx; destruct (sum_range x Hx) as (S & _); destruct (relu_cases (1 - 2 * (INR d - sum x))) as [[? ->]|[? ->]]; nra.
  - intros x Hx E; destruct (sum_range x Hx) as (S & Z & _); apply Z.
    destruct (relu_cases (1 - 2 * (INR d - sum x))) as [[? R]|[? R]]; rewrite R in E; nra.
  - intros x Hx E; destruct (sum_range x Hx) as (S & _ & Z); apply Z.
    destruct (relu_cases (1 - 2 * (INR d - sum x))) as [[? R]|[? R]]; rewrite R in E; nra.
Qed.
Lemma early_Phi : unique_Phi early (diag d 0) (diag d 1) 0 (INR d + INR n).
Proof.
  pose proof d_n; apply unique_Phi_intro; try (apply cube_diag; lra); unfold early.
  - rewrite sum_diag, Rmult_0_r, relu_pos; lra.
  - rewrite sum_diag, Rmult_1_r, relu_neg; lra.
  - intros x Hx; destruct (sum_range x Hx) as (S & _); destruct (relu_cases (1 - 2 * sum x)) as [[? ->]|[? ->]]; nra.
  - intros x Hx E; destruct (sum_range x Hx) as (S & Z & _); apply Z.
    destruct (relu_cases (1 - 2 * sum x)) as [[? R]|[? R]]; rewrite R in E; nra.
  - intros x Hx E; destruct (sum_range x Hx) as (S & _ & Z); apply Z.
    destruct (relu_cases (1 - 2 * sum x)) as [[? R]|[? R]]; rewrite R in E; nra.
Qed.

Variable W : R -> Prop.
Hypothesis Wm : W (-1).
Hypothesis W0 : W 0.
Hypothesis W1 : W 1.
Variable widths : list nat.
Hypothesis HR : roomy d n widths.
Lemma late_quantised : network_of W widths late.
Proof.
  pose proof d_n.
  apply (network_of_roomy W W0 W1 d n (n + (0 + 1)) _
    (bumped (-1) 1 n 0 (coordinates (-1) (diag d 1)) (coordinates (-1) (diag d 1)))); auto; [| |].
  - apply built_bumped; auto using layer_in_coordinates, weights_diag.
  - lia.
  - intros x Hx; rewrite eval_bumped, relus_flip by auto; unfold late.
    replace (1 + -1 * (INR d - sum x + (INR d - sum x))) with (1 - 2 * (INR d - sum x)) by ring.
    change (INR 0) with 0; split; [ring|]; destruct (sum_range x Hx) as (S & _).
    destruct (relu_cases (1 - 2 * (INR d - sum x))) as [[? ->]|[? ->]]; nra.
Qed.
Lemma early_quantised : network_of W widths early.
Proof.
  pose proof d_n.
  apply (network_of_roomy W W0 W1 d n (n + (n + 1)) _
    (bumped (-1) (-1) n n (coordinates 1 (diag d 0)) (coordinates 1 (diag d 0)))); auto; [| |].
  - apply built_bumped; auto using layer_in_coordinates, weights_diag.
  - lia.
  - intros x Hx; rewrite eval_bumped, relus_id by auto; unfold early.
    replace (1 + -1 * (sum x + sum x)) with (1 - 2 * sum x) by ring.
    split; [ring|]; destruct (sum_range x Hx) as (S & _).
    destruct (relu_cases (1 - 2 * sum x)) as [[? ->]|[? ->]]; nra.
Qed.

(** at a sum of d - 1/2 one has risen by all of n, the other by nothing *)
Theorem quantised_confused : confused (@network_of d W widths) (INR n / (INR n + INR d)).
Proof.
  pose proof d_n as Hd; pose (c := 1 - / (2 * INR d)); pose (x := diag d c).
  assert (I : 0 < / (2 * INR d) <= 1 / 2).
  { split; [apply Rinv_0_lt_compat; lra|]; replace (1 / 2) with (/ 2) by field; apply Rinv_le_contravar; lra. }
  assert (S : sum x = INR d - 1 / 2) by (unfold x; rewrite sum_diag; unfold c; field; lra).
  exists early, late, (diag d 0), (diag d 1), 0, (INR d + INR n), x.
  split; [apply early_quantised|split; [apply late_quantised|split; [apply early_Phi|split; [apply late_Phi|]]]].
  split; [apply cube_diag; unfold c; lra|].
  unfold early, late, mid; rewrite S, (relu_neg (1 - 2 * (INR d - 1 / 2))), (relu_neg (1 - 2 * (INR d - (INR d - 1 / 2)))) by lra.
  split; [lra|]; replace (INR n / (INR n + INR d) * (INR d + INR n - 0)) with (INR n) by (field; lra); lra.
Qed.
End Pair.
