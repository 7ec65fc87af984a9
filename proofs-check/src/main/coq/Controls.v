(** Negative controls: the definitions are not vacuous, and the hypotheses matter. *)
Require Import Reals Lra List Psatz.
From Eyewitness Require Import Space Notions Classes Net Surgery Erm PAff Lip Region Thm1 Evt Exceptions Strong Table.
Open Scope R_scope.

Lemma yes_not_no d (C : cls d) : ROW_YES C -> ~ ROW_NO C.
Proof. intros (Y & _) (N & _); exact (YES_NO exact C Y N). Qed.

(** the opposite table is refutable, cell by cell *)
Definition flip (a : answer) := match a with Yes => No | _ => Yes end.
Lemma all_of_inst r : exists d (C : cls d), forall Q, all_of r Q -> Q d C.
Proof.
  destruct r; simpl.
  - exists 1%nat, BB; intros Q H; apply H.
  - exists 1%nat, NN; intros Q H; apply H.
  - exists 1%nat, (ERM_sq (@nil (Rn 1 * R))); intros Q H; apply H; intros p [].
  - exists 1%nat, (Lip l1 1); intros Q H; apply H; [apply l1_metric|lra].
  - exists 1%nat, PAff; intros Q H; apply H.
  - exists 1%nat, Mono; intros Q H; apply H.
  - exists 1%nat, Conv; intros Q H; apply H.
  - exists 2%nat, Aff; intros Q H; apply H.
  - exists 1%nat, Aff; intros Q H; apply H.
  - exists 1%nat, Const; intros Q H; apply H.
Qed.
Theorem flipped_table_false : forall r n, ~ holds r n (flip (paper r n)).
Proof.
  intros r n H; pose proof (the_table r n) as T.
  destruct (all_of_inst r) as (d & C & I).
  destruct r, n; cbv [holds paper flip] in H, T; try (destruct T as [T _]);
    apply I in H; apply I in T; cbv beta in H, T; (exact (YES_NO _ _ H T) || exact (YES_NO _ _ T H)).
Qed.

(** row 8 needs d > 1, row 1 needs d >= 1 *)
Lemma aff1_not_no : ~ ROW_NO (@Aff 1).
Proof. apply yes_not_no, row_aff1. Qed.
Lemma bb0_not_no : ~ ROW_NO (@BB 0).
Proof. apply yes_not_no, row_bb_0. Qed.

(** a notion is not always No: a class with one member is understood *)
Lemma singleton_yes d (f : fn d) : ROW_YES (fun g => forall x, cube x -> g x = f x).
Proof.
  apply row_yes; intros T HT; exists (fun _ _ _ _ x => f x); intros g a b Hg _ x Hx; rewrite Hg; auto.
Qed.

(** a class whose approximate answer is Yes without an exact one would show as EPS 0 with
    NO exact; and eps* is unique *)
Lemma eps_star_unique d (C : cls d) T e e' : 0 <= e -> 0 <= e' -> eps_star C T e -> eps_star C T e' -> e = e'.
Proof.
  intros He He' H H'; apply Rle_antisym.
  - apply (H e' He'), (H' e' He'); lra.
  - apply (H' e He), (H e He); lra.
Qed.

(** no Lipschitz function has a visualization with S < R *)
Lemma lip_needs_S d (dist : Rn d -> Rn d -> R) L (f : fn d) a b m M : metric dist ->
  Lip dist L f -> Phi f a b m M -> M - m <= L * dist a b.
Proof.
  intros Hd F ((Ha & _) & (Hb & _) & Ea & Eb); rewrite <- Ea, <- Eb, (dist_sym _ Hd); apply F; auto.
Qed.

(** a ReLU network, evaluated: |x - 1/2| in d = 1 *)
Definition N0 : net 1 :=
  Hid ((((1, tt), - (1/2)), (((-1, tt), 1/2), tt)) : layer 1 2) (Out ((1, (1, tt)) : Rn 2) 0).
Lemma N0_eval x : eval N0 ((x, tt) : Rn 1) = Rabs (x - 1/2).
Proof.
  rewrite N1_abs; cbn -[relu Rmult Rplus Rminus Ropp Rdiv IZR].
  replace (1 * x + 0 + - (1/2)) with (x - 1/2) by ring.
  replace (-1 * x + 0 + 1/2) with (- (x - 1/2)) by ring. ring.
Qed.
