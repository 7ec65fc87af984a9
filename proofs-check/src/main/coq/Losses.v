(** Row 3 needs a least risk that is attained. With squared loss it always is, inputs that repeat with
    different labels included (E2). With cross-entropy it need not be. *)
Require Import Reals Lra List Psatz.
Import ListNotations.
From Eyewitness Require Import Statements FurtherStatements Points Distances Networks.
Open Scope R_scope.

(** ** Squared loss *)
(** networks interpolate any values at finitely many points *)
Lemma interpolate d (v : point d -> R) (P : list (point d)) : exists f, relu_fn f /\ forall p, In p P -> f p = v p.
Proof.
  induction P as [|p P (f & F & H)].
  - exists (fun _ => 0); split; [apply relu_fn_const|intros ? []].
  - destruct (in_dec eq_dec p P) as [I|N].
    + exists f; split; auto; intros q [<-|Hq]; auto.
    + pose proof (l1_metric d) as L.
      destruct (radius l1 L p P N) as (r & Hr & Hrad).
      exists (fun x => f x + (v p - f p) * relu (1 - / r * l1 x p)); split.
      * apply relu_fn_add; auto; apply relu_fn_scale.
        apply (relu_fn_relu (fun x => 1 - / r * l1 x p)), relu_fn_sub; auto using relu_fn_const.
        apply relu_fn_scale, relu_fn_l1.
      * intros q [<-|Hq].
        -- rewrite (dist_refl _ L), relu_pos by lra; lra.
        -- rewrite relu_neg; [rewrite H by auto; lra|].
           apply Hrad in Hq; apply (Rmult_le_compat_l (/ r)) in Hq; [|left; apply Rinv_0_lt_compat; auto].
           rewrite Rinv_l in Hq by lra; lra.
Qed.

Section Sums.
Context {A : Type}.
Fixpoint tot (h : A -> R) (l : list A) : R := match l with nil => 0 | z :: l => h z + tot h l end.
Lemma tot_ext h h' l : (forall z, In z l -> h z = h' z) -> tot h l = tot h' l.
Proof. induction l as [|z l IH]; simpl; auto; intros H; rewrite IH, H; auto. Qed.
Lemma tot_add h h' l : tot (fun z => h z + h' z) l = tot h l + tot h' l.
Proof. induction l as [|z l IH]; simpl; lra. Qed.
Lemma tot_scale c h l : tot (fun z => c * h z) l = c * tot h l.
Proof. induction l as [|z l IH]; simpl; lra. Qed.
Lemma tot_nonneg h l : (forall z, In z l -> 0 <= h z) -> 0 <= tot h l.
Proof.
  induction l as [|z l IH]; simpl; intros H; [lra|].
  pose proof (H z (or_introl eq_refl)); assert (0 <= tot h l) by auto; lra.
Qed.
Lemma tot_pos h l z : (forall z, In z l -> 0 <= h z) -> In z l -> 0 < h z -> 0 < tot h l.
Proof.
  induction l as [|y l IH]; simpl; intros H I P; [tauto|].
  assert (0 <= tot h l) by (apply tot_nonneg; auto).
  pose proof (H y (or_introl eq_refl)).
  destruct I as [->|I]; [lra|]. assert (0 < tot h l) by auto; lra.
Qed.
Lemma tot_0 l : tot (fun _ : A => 0) l = 0.
Proof. induction l as [|z l IH]; simpl; lra. Qed.
End Sums.
Lemma tot_swap {A B} (F : A -> B -> R) l l' :
  tot (fun i => tot (F i) l') l = tot (fun j => tot (fun i => F i j) l) l'.
Proof.
  induction l as [|z l IH]; simpl; [rewrite tot_0; auto|]. rewrite tot_add, IH; auto.
Qed.

Section LeastSquares.
Context {d : nat}.
Variable data : list (point d * R).

Lemma squared_loss_sum (g : fn d) (l : list (point d * R)) :
  squared_loss (map snd l) (map g (map fst l)) = tot (fun z => (snd z - g (fst z)) * (snd z - g (fst z))) l.
Proof. induction l as [|z l IH]; simpl; auto; rewrite IH; auto. Qed.

Definition ind (p q : point d) : R := if eq_dec p q then 1 else 0.
Definition count p := tot (fun z => ind (fst z) p) data.
(** the mean of the labels at p *)
Definition mean p := tot (fun z => ind (fst z) p * snd z) data / count p.

Lemma ind_sym p q : ind p q = ind q p.
Proof. unfold ind; destruct (eq_dec p q), (eq_dec q p); congruence. Qed.
Lemma ind_nonneg p q : 0 <= ind p q.
Proof. unfold ind; destruct (eq_dec p q); lra. Qed.
Lemma count_pos z : In z data -> 0 < count (fst z).
Proof.
  intros I; apply (tot_pos _ _ z); auto; [intros; apply ind_nonneg|].
  unfold ind; destruct (eq_dec _ _); [lra|congruence].
Qed.

(** the residuals of the mean are orthogonal to every function of the input *)
Lemma orthogonal (q : fn d) : tot (fun z => q (fst z) * mean (fst z)) data = tot (fun z => q (fst z) * snd z) data.
Proof.
  transitivity (tot (fun i => tot (fun j => q (fst i) / count (fst i) * (ind (fst j) (fst i) * snd j)) data) data).
  { apply tot_ext; intros z Hz; rewrite tot_scale; unfold mean, Rdiv; ring. }
  rewrite tot_swap; apply tot_ext; intros j Hj.
  transitivity (tot (fun i => q (fst j) * snd j / count (fst j) * ind (fst i) (fst j)) data).
  { apply tot_ext; intros i Hi; rewrite (ind_sym (fst j)); unfold ind.
    destruct (eq_dec (fst i) (fst j)) as [->|]; unfold Rdiv; ring. }
  rewrite tot_scale; fold (count (fst j)); field.
  pose proof (count_pos j Hj); lra.
Qed.

(** E2 *)
Lemma mean_minimises_squared_loss (g : fn d) :
  squared_loss (map snd data) (map mean (map fst data)) <= squared_loss (map snd data) (map g (map fst data)).
Proof.
  rewrite !squared_loss_sum.
  pose proof (orthogonal (fun p => mean p - g p)) as O.
  assert (0 <= tot (fun z => (mean (fst z) - g (fst z)) * (mean (fst z) - g (fst z))) data).
  { apply tot_nonneg; intros z _; apply Rle_0_sqr. }
  rewrite (tot_ext (fun z => (snd z - g (fst z)) * (snd z - g (fst z)))
    (fun z => ((snd z - mean (fst z)) * (snd z - mean (fst z)) +
               (mean (fst z) - g (fst z)) * (mean (fst z) - g (fst z))) +
              (2 * ((mean (fst z) - g (fst z)) * snd z) + -2 * ((mean (fst z) - g (fst z)) * mean (fst z))))
    data) by (intros; ring).
  rewrite !tot_add, !tot_scale, O; lra.
Qed.

Theorem squared_loss_attained : exists f, least_squares_network data f.
Proof.
  destruct (interpolate d mean (map fst data)) as (f & F & H).
  exists f; split; [apply relu_fn_network, F|]; intros g _.
  rewrite (map_ext_in f mean (map fst data)) by auto; apply mean_minimises_squared_loss.
Qed.
End LeastSquares.

(** ** Cross-entropy *)
Section CrossEntropy.
Context {d : nat} (x : point d).

Lemma constant_network c : network (fun _ : point d => c).
Proof. apply relu_fn_network, relu_fn_const. Qed.

(** one input with both labels: zero is best, since (1 + e^-z) (1 + e^z) >= 4 *)
Lemma cross_entropy_attained : exists f, trained_network [x; x] (cross_entropy [1; -1]) f.
Proof.
  exists (fun _ => 0); split; [apply constant_network|]; intros g _; cbn [map cross_entropy].
  replace (- (1 * 0)) with 0 by ring; replace (- (-1 * 0)) with 0 by ring.
  replace (- (1 * g x)) with (- g x) by ring; replace (- (-1 * g x)) with (g x) by ring.
  rewrite exp_0; set (e := exp (g x)); set (e' := exp (- g x)).
  assert (0 < e) by apply exp_pos; assert (0 < e') by apply exp_pos.
  assert (E : e * e' = 1) by (unfold e, e'; rewrite <- exp_plus, Rplus_opp_r; apply exp_0).
  rewrite !Rplus_0_r, <- !ln_mult by lra.
  assert (2 <= e + e') by (pose proof (Rle_0_sqr (e - e')); unfold Rsqr in *; nra).
  destruct (Rle_lt_or_eq_dec ((1 + 1) * (1 + 1)) ((1 + e') * (1 + e))) as [N|<-]; [nra| |lra].
  left; apply ln_increasing; lra.
Qed.

(** one input with one label: more is always better *)
Lemma cross_entropy_not_attained : ~ exists f, trained_network [x] (cross_entropy [1]) f.
Proof.
  intros (f & _ & H); specialize (H _ (constant_network (f x + 1))); cbn [map cross_entropy] in H.
  pose proof (exp_pos (- (1 * f x))); pose proof (exp_pos (- (1 * (f x + 1)))).
  assert (ln (1 + exp (- (1 * (f x + 1)))) < ln (1 + exp (- (1 * f x)))); [|lra].
  apply ln_increasing; [lra|]; apply Rplus_lt_compat_l, exp_increasing; lra.
Qed.
End CrossEntropy.
