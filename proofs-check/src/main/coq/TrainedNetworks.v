(** Rows 2 and 3: networks and trained networks. The training inputs are the protected ones; networks are
    those trained on nothing (E1). *)
Require Import Reals Lra List Psatz.
From Eyewitness Require Import Statements FurtherStatements Points Distances Visualizations Indistinguishability
  Networks ExtremeValues Surgery.
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
(** any extremisers off P, any minimum and maximum beyond the outputs there *)
Lemma trained_peak_dip d (P : list (point d)) risk g a b m M : in_cube P -> trained_network P risk g ->
  cube a -> cube b -> a <> b -> ~ In a P -> ~ In b P -> m < M -> (forall p, In p P -> m < g p < M) ->
  exists f, trained_network P risk f /\ unique_Phi f a b m M.
Proof.
  intros HP Hg Ha Hb Nab Na Nb HmM Hv.
  destruct (proj1 (network_relu_fn g) (proj1 Hg)) as (g' & G' & E).
  destruct (peak_dip d g' P a b m M) as (f & F & Ef & U); auto.
  { intros p Ip; rewrite <- E by auto; auto. }
  exists f; split; auto; apply (trained_if_same_on_data _ _ _ g); auto using relu_fn_network.
  intros z Iz; rewrite Ef, E; auto.
Qed.

Lemma trained_network_ambiguous_at d (P : list (point d)) risk g a b m M : in_cube P -> trained_network P risk g ->
  cube a -> cube b -> a <> b -> ~ In a P -> ~ In b P -> m < M -> (forall p, In p P -> m < g p < M) ->
  ambiguous_at (trained_network P risk) a b m M.
Proof.
  intros HP Hg Ha Hb Nab Na Nb HmM Hv h Hh.
  destruct (trained_peak_dip d P risk g a b m M) as (f & Tf & U); auto.
  destruct (trained_network_surgery d P risk f a b m M m HP Tf (proj1 U)) as (x & Hx & _ & _ & H); [lra|].
  destruct (H (h * (M - m))) as (f1 & f2 & T1 & T2 & P1 & P2 & S1 & S2 & _ & G1 & G2); [nra|].
  exists f1, f2, x; split; [auto|split; [auto|split; [|split; [|auto]]]]; apply (same_tie_sets_unique_Phi f); auto.
Qed.

(** there are such *)
Lemma room_for_extremisers k (P : list (point (S k))) (g : fn (S k)) : exists a b m M,
  cube a /\ cube b /\ a <> b /\ ~ In a P /\ ~ In b P /\ m < M /\ forall p, In p P -> m < g p < M.
Proof.
  destruct (avoid_points P) as (a & Ha & Na), (avoid_points (a :: P)) as (b & Hb & Nb); simpl in Nb.
  assert (B : exists m M, m < M /\ forall p, In p P -> m < g p < M).
  { clear; induction P as [|p P (m & M & H & B)]; [exists 0, 1; split; [lra|intros ? []]|].
    exists (Rmin m (g p - 1)), (Rmax M (g p + 1)).
    pose proof (Rmin_l m (g p - 1)); pose proof (Rmin_r m (g p - 1)).
    pose proof (Rmax_l M (g p + 1)); pose proof (Rmax_r M (g p + 1)).
    split; [lra|intros q [<-|I]; [lra|specialize (B q I); lra]]. }
  destruct B as (m & M & H & B); exists a, b, m, M.
  do 2 (split; [assumption|]); split; [intros E; apply Nb; auto|]; auto 6.
Qed.

Lemma trained_network_ambiguous k (P : list (point (S k))) risk :
  in_cube P -> (exists f, trained_network P risk f) -> ambiguous (trained_network P risk).
Proof.
  intros HP (g & Hg); destruct (room_for_extremisers k P g) as (a & b & m & M & H1 & H2 & H3 & H4 & H5 & H6 & H7).
  apply (ambiguous_at_ambiguous a b m M); auto; apply (trained_network_ambiguous_at _ P risk g); auto.
Qed.

Lemma network_ambiguous k : ambiguous (@network (S k)).
Proof.
  apply (ambiguous_sub (trained_network nil (fun _ => 0))); [intros f H _; apply trained_on_nothing, H|].
  apply trained_network_ambiguous; [intros ? []|apply trained_on_nothing_inhabited].
Qed.
