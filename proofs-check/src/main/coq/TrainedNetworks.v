(** Rows 2 and 3: networks and trained networks. The training inputs are the protected ones; networks are
    those trained on nothing (E1). *)
Require Import Reals Lra List Psatz.
From Eyewitness Require Import Statements FurtherStatements Points Distances Visualizations Indistinguishability Networks ExtremeValues Surgery.
Open Scope R_scope.

(** E1 *)
Lemma trained_if_same_on_data d P risk (f g : fn d) :
  trained_network P risk f -> network g -> (forall p, In p P -> g p = f p) -> trained_network P risk g.
Proof.
  intros [_ H] G E; split; auto; intros g' G'.
  rewrite (map_ext_in g f P) by auto; auto.
Qed.

Lemma trained_on_nothing d (f : fn d) : trained_network nil (fun _ => 0) f <-> network f.
Proof. split; [intros [H _]; auto|intros H; split; auto; intros; lra]. Qed.
Lemma trained_on_nothing_inhabited d : exists f : fn d, trained_network nil (fun _ => 0) f.
Proof. exists (fun _ => 0); apply trained_on_nothing, relu_fn_network, relu_fn_const. Qed.


(** ** Every visualization *)
(** Surgery on a trained network, whatever it shows: between v0 and M there is a value that it takes at
    some x off the training inputs, where it can be brought near M and near m. *)
Lemma trained_network_surgery d (P : list (point d)) risk f a b m M v0 :
  in_cube P -> trained_network P risk f -> Phi f a b m M -> m <= v0 < M ->
  exists x, cube x /\ ~ In x P /\ v0 < f x < M /\
    forall h, 0 < h < (M - m) / 2 -> exists f1 f2,
      trained_network P risk f1 /\ trained_network P risk f2 /\
      Phi f1 a b m M /\ Phi f2 a b m M /\ same_tie_sets f f1 /\ same_tie_sets f f2 /\
      (forall p, In p P -> f1 p = f p /\ f2 p = f p) /\ M - h <= f1 x /\ f2 x <= m + h.
Proof.
  intros HP Hf HPhi Hv0.
  destruct (proj1 (network_relu_fn f) (proj1 Hf)) as (g & G & Eg).
  assert (I0 : inner m M f g) by (intros x Hx; left; rewrite Eg; auto).
  pose proof (inner_Phi _ _ _ _ _ _ HPhi I0) as Pg.
  pose proof (Phi_range _ _ _ _ _ Pg) as Rg.
  destruct Pg as ((Ha & Pa) & (Hb & Pb) & Va & Vb).
  destruct (avoid_reals (map g P) v0 M) as (v & Hv & Nv); [lra|].
  destruct (network_takes_values_between _ g a b v G Ha Hb) as (x & Hx & Ex); [lra|].
  assert (Nx : ~ In x P) by (intros I; apply Nv; rewrite <- Ex; apply in_map, I).
  exists x; split; [auto|split; [auto|split; [rewrite Eg by auto; lra|]]]; intros h Hh.
  destruct (surgery g m M P x G Rg HP Nx) with (h := h)
    as (f1 & f2 & R1 & R2 & I1 & I2 & EP & G1 & G2); [lra|auto|].
  assert (EP1 : forall p, In p P -> f1 p = f p) by (intros p Hp; rewrite Eg by auto; apply EP, Hp).
  assert (EP2 : forall p, In p P -> f2 p = f p) by (intros p Hp; rewrite Eg by auto; apply EP, Hp).
  assert (I1' : inner m M f f1) by (intros y Hy; rewrite Eg by auto; apply I1, Hy).
  assert (I2' : inner m M f f2) by (intros y Hy; rewrite Eg by auto; apply I2, Hy).
  exists f1, f2.
  split; [apply (trained_if_same_on_data _ _ _ f); auto using relu_fn_network|].
  split; [apply (trained_if_same_on_data _ _ _ f); auto using relu_fn_network|].
  split; [apply (inner_Phi f); auto|split; [apply (inner_Phi f); auto|]].
  split; [apply (inner_same_tie_sets _ _ a b m M); auto|].
  split; [apply (inner_same_tie_sets _ _ a b m M); auto|].
  split; [auto|lra].
Qed.

(** ** The classes *)
(** members with one peak and one dip; three points off P *)
Lemma trained_peak_dip k (P : list (point (S k))) risk : in_cube P -> (exists f, trained_network P risk f) ->
  exists f0 a b m M, trained_network P risk f0 /\ m < M /\ unique_Phi f0 a b m M.
Proof.
  intros HP (g & Hg).
  destruct (proj1 (network_relu_fn g) (proj1 Hg)) as (g' & G' & E).
  destruct (avoid_points P) as (p & Hp & Np).
  destruct (avoid_points (p :: P)) as (q & Hq & Nq).
  assert (Nq' : ~ In q P) by (intros I; apply Nq; right; auto).
  assert (Npq : p <> q) by (intros I; apply Nq; left; auto).
  destruct (peak_dip _ g' P p q G' Np Nq' Npq Hp Hq) as (f0 & m & M & F0 & E0 & HmM & U).
  exists f0, q, p, m, M; split; [|auto].
  apply (trained_if_same_on_data _ _ _ g); auto using relu_fn_network.
  intros z Hz; rewrite E0, E; auto.
Qed.

Lemma trained_network_ambiguous k (P : list (point (S k))) risk :
  in_cube P -> (exists f, trained_network P risk f) -> ambiguous (trained_network P risk).
Proof.
  intros HP HE h Hh.
  destruct (trained_peak_dip k P risk HP HE) as (f0 & a & b & m & M & E0 & HmM & U).
  destruct (trained_network_surgery _ P risk f0 a b m M m HP E0 (proj1 U)) as (x & Hx & _ & _ & H); [lra|].
  destruct (H (h * (M - m))) as (f1 & f2 & T1 & T2 & P1 & P2 & S1 & S2 & _ & G1 & G2); [nra|].
  exists f1, f2, a, b, m, M, x; do 2 (split; auto).
  split; [apply (same_tie_sets_unique_Phi f0); auto|split; [apply (same_tie_sets_unique_Phi f0); auto|]].
  split; [auto|split; [auto|lra]].
Qed.

Lemma network_ambiguous k : ambiguous (@network (S k)).
Proof.
  apply (ambiguous_sub (trained_network nil (fun _ => 0))); [intros f H _; apply trained_on_nothing, H|].
  apply trained_network_ambiguous; [intros ? []|apply trained_on_nothing_inhabited].
Qed.

(** any a <> b in X and any m < M are the visualization of some network *)
Lemma unique_Phi_rescaled d (f : fn d) a b m M m' M' : m < M -> m' < M' -> unique_Phi f a b m M ->
  unique_Phi (fun x => (M' - m') / (M - m) * f x + (m' - (M' - m') / (M - m) * m)) a b m' M'.
Proof.
  intros H H' U; pose proof (proj1 U) as P; pose proof (Phi_range _ _ _ _ _ P) as Rg.
  pose (c := (M' - m') / (M - m)); fold c.
  assert (Hc : 0 < c) by (apply Rdiv_lt_0_compat; lra).
  assert (Ec : c * (M - m) = M' - m') by (unfold c; field; lra).
  destruct P as ((Ha & Hmin) & (Hb & Hmax) & Va & Vb); destruct U as (_ & U1 & U2).
  apply unique_Phi_intro; auto.
  - rewrite Va; ring.
  - rewrite Vb; lra.
  - intros x Hx; specialize (Rg x Hx); split; nra.
  - intros x Hx E; apply U1; split; auto; intros y Hy; specialize (Rg y Hy).
    assert (f x = m) by nra. lra.
  - intros x Hx E; apply U2; split; auto; intros y Hy; specialize (Rg y Hy).
    assert (f x = M) by nra. lra.
Qed.

Theorem any_visualization d (a b : point d) m M : cube a -> cube b -> a <> b -> m < M ->
  exists f, network f /\ unique_Phi f a b m M.
Proof.
  intros Ha Hb N H.
  destruct (peak_dip d (fun _ => 0) nil b a) as (f0 & m0 & M0 & F0 & _ & H0 & U); auto using relu_fn_const.
  exists (fun x => (M - m) / (M0 - m0) * f0 x + (m - (M - m) / (M0 - m0) * m0)); split.
  - apply relu_fn_network, relu_fn_add; [apply relu_fn_scale, F0|apply relu_fn_const].
  - apply unique_Phi_rescaled; auto.
Qed.
