(** Affine functions: one germ tells everything. *)
Require Import Reals Lra List Psatz.
From Eyewitness Require Import Statements HelpStatements Points Distances Networks Help AffineExamples AffineCount.
Open Scope R_scope.

Definition sq z := z / (1 + Rabs z).
Definition unsq s := s / (1 - Rabs s).
Lemma sq_lt z : -1 < sq z < 1.
Proof.
  unfold sq; pose proof (Rabs_pos z); pose proof (Rle_abs z); pose proof (Rle_abs (- z)); rewrite Rabs_Ropp in H1.
  split; apply (Rmult_lt_reg_r (1 + Rabs z)); try lra; unfold Rdiv; rewrite Rmult_assoc, Rinv_l by lra; lra.
Qed.
Lemma unsq_sq z : unsq (sq z) = z.
Proof.
  unfold unsq, sq; pose proof (Rabs_pos z).
  assert (E : Rabs (z / (1 + Rabs z)) = Rabs z / (1 + Rabs z)).
  { unfold Rdiv; rewrite Rabs_mult, (Rabs_right (/ (1 + Rabs z))); auto.
    left; apply Rinv_0_lt_compat; lra. }
  rewrite E; field; split; lra.
Qed.

Section Germ.
Context {d : nat}.
Definition centre : point d := diag d (1/2).
Lemma centre_cube : cube centre.
Proof. apply cube_diag; lra. Qed.

(** w is the gradient of f, which is affine near the centre *)
Definition gradient (f : fn d) w := near centre f (fun x => f centre + dot w (sub x centre)).

Lemma basis_step t e : 0 <= t <= 1/2 -> In e (basis d) ->
  cube (lin2 1 t centre e) /\ l1 (lin2 1 t centre e) centre <= t.
Proof.
  intros Ht; unfold centre; revert e; induction d as [|n IH]; intros e I; [destruct I|].
  assert (Z : cube (lin2 1 t (diag n (1/2)) (diag n 0)) /\ l1 (lin2 1 t (diag n (1/2)) (diag n 0)) (diag n (1/2)) <= 0).
  { clear -Ht; induction n as [|n IH]; simpl; [split; auto; lra|destruct IH as [A B]].
    split; [split; [lra|auto]|].
    replace (1 * (1/2) + t * 0 - 1/2) with 0 by lra; rewrite Rabs_R0; lra. }
  destruct I as [<-|I].
  - destruct Z as [Z1 Z2]; simpl; split; [split; [lra|auto]|].
    replace (1 * (1/2) + t * 1 - 1/2) with t by lra; rewrite Rabs_right by lra; lra.
  - apply in_map_iff in I; destruct I as (e' & <- & I); destruct (IH e' I) as [A B].
    simpl; split; [split; [lra|auto]|].
    replace (1 * (1/2) + t * 0 - 1/2) with 0 by lra; rewrite Rabs_R0; lra.
Qed.

Lemma gradient_unique f w w' : gradient f w -> gradient f w' -> w = w'.
Proof.
  intros G G'; destruct (near_trans _ _ _ _ (near_sym _ _ _ G) G') as (r & Hr & E).
  rewrite <- (basis_coords d w), <- (basis_coords d w'); f_equal; apply map_ext_in; intros e I.
  pose (t := Rmin (r/2) (1/2)); assert (Ht : 0 < t) by (apply Rmin_glb_lt; lra).
  assert (T1 : t <= r/2) by apply Rmin_l; assert (T2 : t <= 1/2) by apply Rmin_r; clearbody t.
  destruct (basis_step t e ltac:(lra) I) as [C D].
  specialize (E _ C ltac:(lra)); cbv beta in E; rewrite !dot_sub in E.
  assert (A : forall v : point d, dot v (lin2 1 t centre e) = dot v centre + t * dot v e).
  { intros v; rewrite (dot_comm d v), dot_lin2, (dot_comm d centre), (dot_comm d e); ring. }
  rewrite !A in E; apply (Rmult_eq_reg_l t); lra.
Qed.
Lemma gradient_near f g w : near centre f g -> gradient f w -> gradient g w.
Proof.
  intros N G; unfold gradient; rewrite <- (near_value _ _ _ centre_cube N).
  eapply near_trans; [apply near_sym, N|exact G].
Qed.

(** reading the gradient off without a choice axiom: the least upper bound of at most one value *)
Definition reading (f : fn d) e (y : R) := y = -1 \/ exists w, gradient f w /\ y = sq (dot w e).
Lemma reading_bound f e : bound (reading f e).
Proof. exists 1; intros y [->|(w & _ & ->)]; [lra|]. pose proof (sq_lt (dot w e)); lra. Qed.
Lemma reading_ex f e : exists y, reading f e y.
Proof. exists (-1); left; auto. Qed.
Definition slope (f : fn d) e := unsq (proj1_sig (completeness (reading f e) (reading_bound f e) (reading_ex f e))).

Lemma slope_near f g e : near centre f g -> slope f e = slope g e.
Proof.
  intros N; unfold slope; f_equal.
  destruct (completeness (reading f e) _ _) as [p Hp], (completeness (reading g e) _ _) as [q Hq]; simpl.
  assert (E : forall y, reading f e y <-> reading g e y).
  { intros y; split; intros [->|(w & G & ->)]; try (left; reflexivity); right; exists w; split; auto;
      eapply gradient_near; eauto using near_sym. }
  apply Rle_antisym.
  - apply (proj2 Hp); intros y Hy; apply (proj1 Hq), E, Hy.
  - apply (proj2 Hq); intros y Hy; apply (proj1 Hp), E, Hy.
Qed.
Lemma slope_spec f e w : gradient f w -> slope f e = dot w e.
Proof.
  intros G; unfold slope; destruct (completeness (reading f e) _ _) as [p Hp]; simpl.
  replace p with (sq (dot w e)); [apply unsq_sq|]; apply Rle_antisym.
  - apply (proj1 Hp); right; exists w; auto.
  - apply (proj2 Hp); intros y [->|(w' & G' & ->)]; [pose proof (sq_lt (dot w e)); lra|].
    rewrite (gradient_unique f w' w G' G); lra.
Qed.

Definition extend (c : R) (w : point d) : fn d := fun x => c + dot w (sub x centre).
Definition one_germ : strategy (input d) (fn d) (fn d) :=
  Ask (exist _ centre centre_cube) (fun f => Answer (extend (f centre) (of_list d (map (slope f) (basis d))))).

Theorem affine_exact_by_germ : always (exact_with (germs_n 1)) (@affine d).
Proof.
  intros T HT; exists (fun _ _ _ _ => play whole one_germ); split.
  - intros a b m M; exists one_germ; split; [simpl; auto|split; [|auto]].
    split; [|simpl; auto]; intros f g N; simpl in N.
    rewrite (near_value _ _ _ centre_cube N), (map_ext _ _ (fun e => slope_near f g e N)); auto.
  - intros f a b (w & c & E) Tf x Hx; simpl; unfold whole, extend.
    assert (G : gradient f w).
    { exists 1; split; [lra|]; intros y Hy _; rewrite dot_sub, !E by auto using centre_cube; ring. }
    rewrite (map_ext _ _ (fun e => slope_spec f e w G)), basis_coords, dot_sub, !E by auto using centre_cube; ring.
Qed.
End Germ.
