  FROM   debian:12   AS   x  
	RUN	 echo	tab
   # comment
 ENV  a=b   c="d  e" 
