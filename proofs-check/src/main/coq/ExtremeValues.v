(** Intermediate and extreme values, without a choice axiom: a function that is continuous on the cube has a minimum
    and a maximum there ([Compactness.v]). So the members of the classes do have visualizations. *)
Require Import Reals Lra Psatz.
From Eyewitness Require Import Statements Points Distances Networks Compactness.
Open Scope R_scope.

(** ** Intermediate values *)
Lemma lipschitz_continuity (f : R -> R) K :
  (forall t s, Rabs (f t - f s) <= K * Rabs (t - s)) -> continuity f.
Proof.
  intros H s e He; pose (K' := Rabs K + 1).
  assert (HK : 0 < K') by (unfold K'; pose proof (Rabs_pos K); lra).
  exists (e / K'); split; [apply Rdiv_lt_0_compat; auto|].
  intros t [_ Ht]; simpl in *; unfold R_dist in *.
  eapply Rle_lt_trans; [apply H|].
  assert (K <= K') by (unfold K'; pose proof (Rle_abs K); lra).
  apply (Rmult_lt_compat_l K') in Ht; auto.
  replace (K' * (e / K')) with e in Ht by (field; lra).
  pose proof (Rabs_pos (t - s)); nra.
Qed.

(** networks take every value in between *)
Lemma network_takes_values_between d (f : fn d) a b v : relu_fn f -> cube a -> cube b -> f a < v < f b ->
  exists x, cube x /\ f x = v.
Proof.
  intros F Ha Hb Hv; destruct (relu_fn_lip d f F) as (G & HG & LG).
  pose (phi := fun t => f (comb t b a) - v).
  assert (C : continuity phi).
  { apply (lipschitz_continuity _ (G * l1 b a)); intros t s; unfold phi.
    replace (f (comb t b a) - v - (f (comb s b a) - v)) with (f (comb t b a) - f (comb s b a)) by ring.
    eapply Rle_trans; [apply LG|]; rewrite l1_comb; lra. }
  destruct (IVT phi 0 1 C) as (t & Ht & E); unfold phi in *; rewrite ?comb_0, ?comb_1; try lra.
  exists (comb t b a); split; [apply comb_cube; auto|lra].
Qed.

(** ** Extreme values *)
Definition lip1 {d} G (f : fn d) :=
  forall x y, cube x -> cube y -> Rabs (f x - f y) <= G * l1 x y.

Lemma lip1_continuous d (f : fn d) G : 0 <= G -> lip1 G f -> continuous_on_cube f.
Proof.
  intros HG H x e Hx He; exists (e / (G + 1)); split; [apply Rdiv_lt_0_compat; lra|].
  intros y Hy D; apply (Rmult_lt_compat_l (G + 1)) in D; [|lra].
  replace ((G + 1) * (e / (G + 1))) with e in D by (field; lra).
  specialize (H x y Hx Hy); pose proof (l1_nonneg x y); nra.
Qed.
Lemma lip1_has_max d (f : fn d) G : 0 <= G -> lip1 G f -> exists b, is_max f b.
Proof.
  intros HG H; destruct (continuous_has_vis d f (lip1_continuous d f G HG H)) as (a & b & m & M & _ & Hb & _); eauto.
Qed.
Lemma lip1_has_vis d (f : fn d) G : 0 <= G -> lip1 G f -> has_vis f.
Proof. intros; eapply continuous_has_vis, lip1_continuous; eauto. Qed.

Theorem network_has_vis d (f : fn d) : network f -> has_vis f.
Proof.
  intros H; apply network_relu_fn in H; destruct H as (g & Hg & E).
  destruct (relu_fn_lip d g Hg) as (G & HG & L); apply (lip1_has_vis d f G HG).
  intros x y Hx Hy; rewrite !E by auto; auto.
Qed.
Theorem affine_has_vis d (f : fn d) : affine f -> has_vis f.
Proof.
  intros (w & c & H); apply network_has_vis, network_relu_fn; exists (fun x => dot w x + c); split; auto; constructor.
Qed.
Theorem constant_has_vis d (f : fn d) : constant f -> has_vis f.
Proof.
  intros (c & H); apply network_has_vis, network_relu_fn; exists (fun _ => c); split; auto using relu_fn_const.
Qed.
Lemma leq_bounds d (x : point d) : cube x -> leq (diag d 0) x /\ leq x (diag d 1).
Proof. induction d as [|d IH]; simpl; auto. intros [Hx Hxs]; destruct (IH _ Hxs); repeat split; auto; lra. Qed.
Theorem monotone_has_vis d (f : fn d) : monotone f -> has_vis f.
Proof.
  intros H; assert (C0 : cube (diag d 0)) by (apply cube_diag; lra).
  assert (C1 : cube (diag d 1)) by (apply cube_diag; lra).
  exists (diag d 0), (diag d 1), (f (diag d 0)), (f (diag d 1)).
  split; [|split; [|auto]]; split; auto; intros x Hx; destruct (leq_bounds d x Hx); apply H; auto.
Qed.
Theorem lipschitz_has_vis d (dist : point d -> point d -> R) L K (f : fn d) : metric dist ->
  0 <= L -> 0 <= K -> (forall x y, dist x y <= K * l1 x y) -> lipschitz dist L f -> has_vis f.
Proof.
  intros Hd HL HK Hle H; apply (lip1_has_vis d f (L * K)); [nra|]; intros x y Hx Hy.
  pose proof (H x y Hx Hy); pose proof (H y x Hy Hx); rewrite (dist_sym _ Hd y x) in H1.
  specialize (Hle x y); apply Rabs_le; nra.
Qed.
