(** Affine functions: beside the visualization d - 2 examples do not tell everything. Some direction is orthogonal to
    all that is asked and to the diagonal; along it the weights can be changed without anybody noticing. *)
Require Import Reals Lra Lia List Psatz.
From Eyewitness Require Import Statements FurtherStatements HelpStatements Points Visualizations Networks AffineRows Help.
Open Scope R_scope.

(** ** The unit vectors *)
Fixpoint basis d : list (point d) :=
  match d with O => nil | S d => ((1, diag d 0) : point (S d)) :: map (fun e => ((0, e) : point (S d))) (basis d) end.
Fixpoint of_list d (l : list R) : point d :=
  match d with
  | O => tt
  | S d => match l with nil => diag (S d) 0 | y :: l => (y, of_list d l) end
  end.

Lemma basis_cube d : forall e, In e (basis d) -> cube e.
Proof.
  induction d as [|d IH]; [intros ? []|].
  intros e [<-|I].
  - split; [simpl; lra|apply (cube_diag d 0); lra].
  - apply in_map_iff in I; destruct I as (e' & <- & I'); split; [simpl; lra|apply IH; auto].
Qed.
Lemma basis_length d : length (basis d) = d.
Proof. induction d as [|d IH]; simpl; auto. f_equal; rewrite map_length; exact IH. Qed.
Lemma basis_coords d (w : point d) : of_list d (map (dot w) (basis d)) = w.
Proof.
  induction d as [|d IH]; [destruct w; auto|].
  destruct w as [y w]; simpl; f_equal.
  - rewrite dot_diag; ring.
  - rewrite map_map; transitivity (of_list d (map (dot w) (basis d))); [|apply IH].
    f_equal; apply map_ext; intros e; simpl; ring.
Qed.

Lemma kernel n : forall V : list (point n), (length V < n)%nat -> exists z, z <> diag n 0 /\ forall v, In v V -> dot v z = 0.
Proof.
  induction n as [|n IH]; intros V HV; [lia|].
  assert (D : (exists v, In v V /\ hd v <> 0) \/ forall v, In v V -> hd v = 0).
  { clear HV; induction V as [|v V [(v' & I & N)|A]].
    - right; intros ? [].
    - left; exists v'; split; [right|]; auto.
    - destruct (Req_EM_T (hd v) 0) as [E|E].
      + right; intros v' [<-|I]; auto.
      + left; exists v; split; [left|]; auto. }
  destruct D as [(v0 & I0 & N0)|A].
  - apply in_split in I0; destruct I0 as (V1 & V2 & ->).
    rewrite app_length in HV; cbn [length] in HV.
    destruct (IH (map (fun v => lin2 1 (- (hd v / hd v0)) (tl v) (tl v0)) (V1 ++ V2))) as (z & Nz & Hz).
    { rewrite map_length, app_length; lia. }
    exists ((- dot (tl v0) z / hd v0, z) : point (S n)); split.
    + intros E; apply Nz; simpl in E; congruence.
    + assert (Z : forall v, In v (V1 ++ V2) -> dot v ((- dot (tl v0) z / hd v0, z) : point (S n)) = 0).
      { intros v I; apply (in_map (fun v => lin2 1 (- (hd v / hd v0)) (tl v) (tl v0))) in I.
        specialize (Hz _ I); cbv beta in Hz; rewrite dot_lin2 in Hz; simpl.
        replace (hd v * (- dot (tl v0) z / hd v0)) with (- (hd v / hd v0) * dot (tl v0) z) by (field; auto). lra. }
      intros v I; apply in_app_or in I; destruct I as [I|[<-|I]]; [apply Z, in_or_app; auto| |apply Z, in_or_app; auto].
      simpl; field; auto.
  - exists ((1, diag n 0) : point (S n)); split; [simpl; congruence || (intros E; injection E; lra)|].
    intros v I; simpl; rewrite (A v I); pose proof (dot_diag (tl v) 0); lra.
Qed.

Lemma pos_add n t (w z : point n) : 0 < t -> (forall e, In e (basis n) -> t <= dot w e /\ Rabs (dot z e) < 1) ->
  positive (lin2 1 t w z).
Proof.
  induction n as [|n IH]; simpl; auto; intros Ht H; split.
  - destruct (H _ (or_introl eq_refl)) as [H1 H2]; simpl in *; rewrite dot_diag in H1, H2.
    apply Rabs_def2 in H2; nra.
  - apply IH; auto; intros e I; destruct (H (0, e)) as [H1 H2].
    + right; apply (in_map (fun e => ((0, e) : point (S n)))); auto.
    + simpl in *; split; [lra|]; rewrite Rmult_0_r, Rplus_0_l in H2; auto.
Qed.
Lemma coord_bound n (z : point n) : exists K, 0 < K /\ forall e, In e (basis n) -> Rabs (dot z e) < K.
Proof.
  generalize (basis n); intros l; induction l as [|e l (K & HK & H)].
  - exists 1; split; [lra|intros ? []].
  - exists (Rmax K (Rabs (dot z e) + 1)).
    pose proof (Rmax_l K (Rabs (dot z e) + 1)); pose proof (Rmax_r K (Rabs (dot z e) + 1)).
    split; [lra|]; intros e' [<-|I]; [lra|specialize (H e' I); lra].
Qed.
Lemma sum_lin2 n a b (w z : point n) : sum (lin2 a b w z) = a * sum w + b * sum z.
Proof. induction n as [|n IH]; simpl; [lra|]. rewrite IH; ring. Qed.
Lemma sum_dot n (z : point n) : sum z = dot z (diag n 1).
Proof. rewrite dot_diag; ring. Qed.
Lemma dot_comm n (x y : point n) : dot x y = dot y x.
Proof. induction n as [|n IH]; simpl; [lra|]. rewrite IH; ring. Qed.

Theorem affine_not_exact_by_examples k : never (exact_with (examples_n k)) (@affine (S (S k))).
Proof.
  intros T HT (D & A & HD); set (d := S (S k)) in *.
  destruct (A (diag d 0) (diag d 1) 0 1) as (s & Hs & Es).
  assert (Hd : 0 < INR d) by (apply lt_0_INR; unfold d; lia).
  pose (w0 := diag d (/ INR d)).
  destruct (examples_transcript k _ s Hs (dot w0)) as (P & HP & E).
  destruct (kernel d (diag d 1 :: map (@proj1_sig _ _) P)) as (z & Nz & Hz).
  { cbn [length]; rewrite map_length; apply le_n_S, le_n_S, HP. }
  destruct (coord_bound d z) as (K & HK & B).
  pose (t := / INR d / K); assert (Ht : 0 < t) by (apply Rdiv_lt_0_compat; auto; apply Rinv_0_lt_compat; auto).
  pose (w1 := lin2 1 t w0 z).
  assert (P0 : positive w0) by apply w_pos.
  assert (S0 : sum w0 = 1) by apply w_sum.
  assert (P1 : positive w1).
  { assert (Ew : w1 = lin2 1 (/ INR d) w0 (lin2 (/ K) 0 z z)).
    { unfold w1, t, Rdiv; generalize w0 z (/ INR d) (/ K); clear; induction d as [|n IH]; intros w z s t; auto.
      simpl; f_equal; [ring|rewrite IH; auto]. }
    rewrite Ew; apply pos_add; [apply Rinv_0_lt_compat; auto|]; intros e I.
    assert (dot w0 e = / INR d).
    { unfold w0; rewrite dot_comm, dot_diag. 
      assert (Se : sum e = 1); [|rewrite Se; ring]. clear -I; induction d as [|n IH]; [destruct I|].
      destruct I as [<-|I]; [simpl; rewrite sum_diag; ring|].
      apply in_map_iff in I; destruct I as (e' & <- & I); simpl; rewrite (IH e' I); ring. }
    split; [lra|]; rewrite dot_lin2, Rmult_0_l, Rplus_0_r, Rabs_mult, Rabs_right by (left; apply Rinv_0_lt_compat; auto).
    apply (Rmult_lt_reg_l K); auto; rewrite <- Rmult_assoc, Rinv_r by lra; specialize (B e I); lra. }
  assert (S1 : sum w1 = 1).
  { unfold w1; rewrite sum_lin2, S0, (sum_dot d z), dot_comm, (Hz (diag d 1)) by (left; auto); ring. }
  pose proof (dot_unique_Phi w0 P0 S0) as U0; pose proof (dot_unique_Phi w1 P1 S1) as U1; fold d in U0, U1.
  destruct (unique_Phi_shown _ _ _ _ _ _ _ HT (dot_affine w0) U0) as (T0 & E0 & E0').
  destruct (unique_Phi_shown _ _ _ _ _ _ _ HT (dot_affine w1) U1) as (T1 & E1 & E1').
  assert (Q1 : forall p, In p P -> value (dot w1) p = value (dot w0) p).
  { intros p I; unfold value, w1; rewrite dot_lin2, (dot_comm d z), Hz by (right; apply in_map, I); ring. }
  apply Nz; rewrite <- (basis_coords d z), <- (basis_coords d (diag d 0)); f_equal; apply map_ext_in; intros e I.
  pose proof (basis_cube d e I) as Ce.
  pose proof (HD _ _ _ (dot_affine w0) T0 e Ce) as B0; pose proof (HD _ _ _ (dot_affine w1) T1 e Ce) as B1.
  rewrite E0, E0' in B0; rewrite E1, E1' in B1.
  assert (V : dot w1 e = dot w0 e).
  { transitivity (D (diag d 0) (diag d 1) 0 1 (dot w1) e); [symmetry; exact B1|].
    transitivity (D (diag d 0) (diag d 1) 0 1 (dot w0) e); [|exact B0]. apply (f_equal (fun h : fn d => h e)).
    transitivity (play value s (dot w1)); [apply Es|].
    transitivity (play value s (dot w0)); [apply E, Q1|symmetry; apply Es]. }
  unfold w1 in V; rewrite dot_lin2 in V; rewrite dot_zero; apply (Rmult_eq_reg_l t); lra.
Qed.

